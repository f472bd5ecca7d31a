package io.pinflow.jobs;

import io.pinflow.delta.source.DeltaSource;
import io.pinflow.schema.TableSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
    return read(table, row -> row.isNullAt(0) ? null : text(table, name, row), name);
  }

  /** The payload of each quarantined record, by its position. */
  Map<String, byte[]> quarantinedPayloads() throws Exception {
    Map<String, byte[]> payloads = new HashMap<>();
    read(
        TableSchema.quarantine(),
        row -> payloads.put(row.getString(0).toString(), row.isNullAt(1) ? null : row.getBinary(1)),
        "ingest_source",
        "payload");
    return payloads;
  }

  private <T> List<T> read(TableSchema table, Function<RowData, T> value, String... columns)
      throws Exception {
    List<T> values = new ArrayList<>();
    Path folder = root.resolve(table.tableName());
    if (!Files.exists(folder.resolve("_delta_log"))) {
      return values;
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    env.setParallelism(1);
    DeltaSource source =
        DeltaSource.forBoundedRowData(folder.toUri().toString()).columns(columns).build();
    try (CloseableIterator<RowData> rows =
        env.fromSource(source, WatermarkStrategy.noWatermarks(), table.tableName())
            .executeAndCollect()) {
      while (rows.hasNext()) {
        values.add(value.apply(rows.next()));
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
