package io.pinflow.jobs;

import io.pinflow.delta.source.DeltaSource;
import io.pinflow.schema.TableSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.CloseableIterator;

/** Reads what a job stored. */
final class StoredTables {

  private final Path root;

  StoredTables(Path root) {
    this.root = root;
  }

  /** The values of one column of all rows; none where there is no table. */
  List<String> column(TableSchema table, String name) throws Exception {
    List<String> values = new ArrayList<>();
    Path folder = root.resolve(table.tableName());
    if (!Files.exists(folder.resolve("_delta_log"))) {
      return values;
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    env.setParallelism(1);
    DeltaSource source =
        DeltaSource.forBoundedRowData(folder.toUri().toString()).columns(name).build();
    try (CloseableIterator<RowData> rows =
        env.fromSource(source, WatermarkStrategy.noWatermarks(), name).executeAndCollect()) {
      while (rows.hasNext()) {
        RowData row = rows.next();
        values.add(row.isNullAt(0) ? null : text(table, name, row));
      }
    }
    return values;
  }

  private static String text(TableSchema table, String name, RowData row) {
    boolean integer =
        table.columns().stream()
            .anyMatch(c -> c.name().equals(name) && c.type() == io.pinflow.schema.ColumnType.INT);
    return integer ? String.valueOf(row.getInt(0)) : row.getString(0).toString();
  }
}
