package io.pinflow.jobs.clean;

import io.pinflow.delta.DeltaTableProgress;
import io.pinflow.delta.parquet.ParquetCompression;
import io.pinflow.delta.sink.DeltaSink;
import io.pinflow.delta.sink.DeltaSinkOptions;
import io.pinflow.delta.source.DeltaSource;
import io.pinflow.delta.source.reader.SplitRows;
import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.schema.Column;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.Configuration;
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

  Sink<RowData> sink(TableSchema table) {
    Configuration options = new Configuration();
    options.set(DeltaSinkOptions.COMPRESSION, compression);
    return DeltaSink.forRowData(path(table), TableRowTypes.of(table))
        .partitionBy(TableRowTypes.partitionColumns(table))
        .progress(LedgerEntries.of(table))
        .withConfiguration(options)
        .build();
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

  private String path(TableSchema table) {
    return root + '/' + table.tableName();
  }
}
