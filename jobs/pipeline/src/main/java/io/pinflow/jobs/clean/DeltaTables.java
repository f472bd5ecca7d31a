package io.pinflow.jobs.clean;

import io.pinflow.delta.DeltaTableInfo;
import io.pinflow.delta.DeltaTableProgress;
import io.pinflow.delta.parquet.ParquetCompression;
import io.pinflow.delta.sink.DeltaSink;
import io.pinflow.delta.sink.DeltaSinkOptions;
import io.pinflow.delta.sink.ProgressExtractor;
import io.pinflow.delta.source.DeltaSource;
import io.pinflow.delta.source.reader.SplitRows;
import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.jobs.metrics.ExactCounters;
import io.pinflow.schema.Column;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;

/**
 * The Delta tables of one folder, each made when it is first written to, and each with its ledger.
 */
final class DeltaTables implements TableContents {

  private static final long serialVersionUID = 1L;

  private final String root;
  private final ParquetCompression compression;

  DeltaTables(String root, ParquetCompression compression) {
    this.root = root;
    this.compression = compression;
  }

  /** Reads where and how the tables are stored, noting what is wrong with it. */
  static DeltaTables read(SettingsReader settings) {
    return new DeltaTables(
        settings.get(CleanOptions.TABLE_ROOT), settings.get(CleanOptions.TABLE_COMPRESSION));
  }

  String root() {
    return root;
  }

  String path(TableSchema table) {
    return root + '/' + table.tableName();
  }

  DeltaSink sink(TableSchema table) {
    return sink(table, LedgerEntries.of(table));
  }

  /** A sink whose ledger is told other things. */
  DeltaSink sink(TableSchema table, ProgressExtractor ledger) {
    Configuration options = new Configuration();
    options.set(DeltaSinkOptions.COMPRESSION, compression);
    options.set(
        DeltaSinkOptions.METRICS_GROUP, ExactCounters.GROUP + ".table=" + table.tableName());
    if (table.columns().stream().anyMatch(c -> c.name().equals(TableSchema.INGEST_TIME))) {
      options.set(DeltaSinkOptions.METRICS_TIME_COLUMN, TableSchema.INGEST_TIME);
    }
    return DeltaSink.forRowData(path(table), TableRowTypes.of(table))
        .partitionBy(TableRowTypes.partitionColumns(table))
        .progress(ledger)
        .withConfiguration(options)
        .build();
  }

  /** The rows of a table as it is when the job is built; none if there is no table. */
  Optional<DataStream<RowData>> rows(
      StreamExecutionEnvironment env, TableSchema table, List<String> columns) {
    String path = path(table);
    if (DeltaTableInfo.read(path, new Configuration()).isEmpty()) {
      return Optional.empty();
    }
    DeltaSource source = DeltaSource.forBoundedRowData(path).columns(columns).build();
    String name = "Stored " + table.tableName();
    return Optional.of(
        env.fromSource(source, WatermarkStrategy.noWatermarks(), name)
            .uid("stored-" + table.tableName()));
  }

  @Override
  public DeltaTableProgress ledger(TableSchema table) {
    return DeltaTableProgress.read(path(table), new Configuration());
  }

  @Override
  public void forEachRow(RecordKind kind, Instant since, Consumer<StoredRow> action)
      throws IOException {
    TableSchema table = TableSchema.of(kind);
    DeltaSource source =
        DeltaSource.forBoundedRowData(path(table))
            .columns(table.columns().stream().map(Column::name).collect(Collectors.toList()))
            .build();
    try (SplitRows rows = source.readSince(since)) {
      for (RowData row = rows.next(); row != null; row = rows.next()) {
        action.accept(StoredRow.of(kind, row));
      }
    }
  }
}
