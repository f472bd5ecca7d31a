package io.pinflow.delta.sink;

import io.pinflow.delta.kernel.DataFile;
import io.pinflow.delta.kernel.DeltaAppender;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.TransactionId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;

/** A table in a folder, filled by {@link TestWriters} whose files are committed by hand. */
final class WriterTables implements AutoCloseable {

  /** {@code p} and {@code id}, as {@link #row} makes them. */
  static final RowType BY_TEXT =
      rowType(DataTypes.FIELD("p", DataTypes.STRING()), DataTypes.FIELD("id", DataTypes.INT()));

  private final DeltaEngine engine = DeltaEngine.create(new Configuration());
  private final Path folder;

  WriterTables(Path folder) {
    this.folder = folder;
  }

  /** The table of {@link #BY_TEXT}, partitioned by {@code p}. */
  SinkTable byText() {
    return table(BY_TEXT, Map.of(), "p");
  }

  SinkTable table(RowType type, Map<String, String> properties, String... partitionBy) {
    return new SinkTable(
        folder.resolve("table").toUri().toString(), type, List.of(partitionBy), properties, true);
  }

  void create(SinkTable table) {
    table.open(engine);
  }

  DeltaWriter writer(SinkTable table, Map<String, String> options) {
    return TestWriters.open(table, table.open(engine), options);
  }

  /** A writer which reaches the table by another path. */
  DeltaWriter writer(SinkTable elsewhere, SinkTable table, Map<String, String> options) {
    return TestWriters.open(elsewhere, table.open(engine), options);
  }

  List<DataFile> write(SinkTable table, Map<String, String> options, RowData... rows)
      throws IOException {
    DeltaWriter writer = writer(table, options);
    for (RowData row : rows) {
      writer.write(row, null);
    }
    return TestWriters.files(writer);
  }

  void commit(SinkTable table, List<DataFile> files) {
    new DeltaAppender(engine, table.at(engine)).append(new TransactionId("test", 1), files);
  }

  static RowData row(String partition, int id) {
    return GenericRowData.of(StringData.fromString(partition), id);
  }

  static RowType rowType(DataTypes.Field... fields) {
    return (RowType) DataTypes.ROW(fields).getLogicalType();
  }

  @Override
  public void close() {
    engine.close();
  }
}
