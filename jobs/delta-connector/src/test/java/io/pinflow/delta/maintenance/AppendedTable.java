package io.pinflow.delta.maintenance;

import io.pinflow.delta.kernel.DataFile;
import io.pinflow.delta.kernel.DeltaAppender;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.kernel.DeltaTypes;
import io.pinflow.delta.kernel.TransactionId;
import io.pinflow.delta.kernel.WriteLayout;
import io.pinflow.delta.parquet.DataFileFormat;
import io.pinflow.delta.parquet.ParquetCompression;
import io.pinflow.delta.testing.KernelReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;

/**
 * A table (id BIGINT, name STRING, day DATE), partitioned by day, to which each call adds one file
 * in one commit.
 */
final class AppendedTable {

  static final LocalDate DAY = LocalDate.of(2026, 1, 1);

  private static final RowType TYPE =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("id", DataTypes.BIGINT()),
                  DataTypes.FIELD("name", DataTypes.STRING()),
                  DataTypes.FIELD("day", DataTypes.DATE()))
              .getLogicalType();

  private final String path;
  private final DeltaEngine engine;
  private final Configuration configuration;
  private final String application = UUID.randomUUID().toString();
  private long version;

  private AppendedTable(String path, DeltaEngine engine, Configuration configuration) {
    this.path = path;
    this.engine = engine;
    this.configuration = configuration;
  }

  static AppendedTable create(String path, Map<String, String> properties) {
    return create(path, properties, new Configuration());
  }

  static AppendedTable create(
      String path, Map<String, String> properties, Configuration configuration) {
    DeltaEngine engine = DeltaEngine.create(configuration);
    DeltaTable.at(engine, path)
        .createIfAbsent(DeltaTypes.toStructType(TYPE), List.of("day"), properties);
    return new AppendedTable(path, engine, configuration);
  }

  static AppendedTable create(java.nio.file.Path folder) {
    return create(folder.resolve("table").toUri().toString(), Map.of());
  }

  String path() {
    return path;
  }

  java.nio.file.Path folder() {
    return java.nio.file.Path.of(java.net.URI.create(path));
  }

  /** Adds a file with the ids {@code from} to {@code to} (exclusive), in this order. */
  AppendedTable append(LocalDate day, long from, long to) {
    return append(day, LongStream.range(from, to).toArray());
  }

  AppendedTable append(LocalDate day, long... ids) {
    try {
      DeltaAppender appender = new DeltaAppender(engine, DeltaTable.at(engine, path));
      WriteLayout layout = appender.layout();
      io.delta.kernel.types.StructType physical =
          new io.delta.kernel.types.StructType(layout.physicalSchema().fields().subList(0, 2));
      DataFileFormat format =
          new DataFileFormat(
              new RowType(TYPE.getFields().subList(0, 2)),
              physical,
              layout.statisticsColumns(),
              ParquetCompression.SNAPPY,
              1 << 20);
      RewriteOutput output =
          new RewriteOutput(
              path,
              Map.of(layout.physicalSchema().at(2).getName(), day.toString()),
              format,
              Long.MAX_VALUE,
              Long.MAX_VALUE);
      for (long id : ids) {
        output.write(
            GenericRowData.of(id, id % 5 == 0 ? null : StringData.fromString("name " + id)));
      }
      List<DataFile> files = new ArrayList<>(output.finish());
      appender.append(new TransactionId(application, ++version), files);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows as text, sorted. */
  List<String> rows() {
    try (KernelReader reader = new KernelReader(path)) {
      return reader.rows().stream().map(Map::toString).sorted().collect(Collectors.toList());
    }
  }

  int files() {
    try (KernelReader reader = new KernelReader(path)) {
      return reader.files(Optional.empty()).size();
    }
  }

  long tableVersion() {
    try (KernelReader reader = new KernelReader(path)) {
      return reader.snapshot().getVersion();
    }
  }

  DeltaMaintenance maintenance() {
    return DeltaMaintenance.of(path, configuration);
  }
}
