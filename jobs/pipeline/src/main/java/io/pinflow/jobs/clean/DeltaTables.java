package io.pinflow.jobs.clean;

import io.pinflow.delta.parquet.ParquetCompression;
import io.pinflow.delta.sink.DeltaSink;
import io.pinflow.delta.sink.DeltaSinkOptions;
import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.schema.TableSchema;
import org.apache.flink.configuration.Configuration;

/** The Delta tables of one folder, each made when it is first written to. */
final class DeltaTables implements TableSinks {

  private final String root;
  private final ParquetCompression compression;

  private DeltaTables(String root, ParquetCompression compression) {
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

  @Override
  public DeltaSink of(TableSchema table) {
    Configuration options = new Configuration();
    options.set(DeltaSinkOptions.COMPRESSION, compression);
    return DeltaSink.forRowData(path(table), TableRowTypes.of(table))
        .partitionBy(TableRowTypes.partitionColumns(table))
        .withConfiguration(options)
        .build();
  }
}
