package io.pinflow.jobs;

import io.pinflow.delta.source.DeltaSource;
import io.pinflow.schema.Column;
import io.pinflow.schema.TableSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.CloseableIterator;

/** Reads what a job stored. */
final class StoredTables {

  private final Path root;

  StoredTables(Path root) {
    this.root = root;
  }

  /** All rows, each as the text of its columns; none where there is no table. */
  List<String> rows(TableSchema table) throws Exception {
    String[] names = table.columns().stream().map(Column::name).toArray(String[]::new);
    return read(table, StoredTables::text, names);
  }

  /** The values of one column of all rows; none where there is no table. */
  List<String> column(TableSchema table, String name) throws Exception {
    return read(table, (row, type) -> row.isNullAt(0) ? null : text(table, name, row), name);
  }

  private List<String> read(
      TableSchema table, BiFunction<RowData, RowType, String> asText, String... columns)
      throws Exception {
    List<String> values = new ArrayList<>();
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
        values.add(asText.apply(rows.next(), source.rowType()));
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

  private static String text(RowData row, RowType type) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < type.getFieldCount(); i++) {
      Object value = RowData.createFieldGetter(type.getTypeAt(i), i).getFieldOrNull(row);
      if (value instanceof byte[]) {
        value = Base64.getEncoder().encodeToString((byte[]) value);
      } else if (value instanceof ArrayData) {
        value = ((ArrayData) value).getDouble(0) + ", " + ((ArrayData) value).getDouble(1);
      }
      text.append(value).append('|');
    }
    return text.toString();
  }
}
