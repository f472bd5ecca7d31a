package io.pinflow.jobs;

import static java.util.stream.Collectors.toUnmodifiableList;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.pinflow.delta.DeltaTableProgress;
import io.pinflow.delta.DeltaTableRows;
import io.pinflow.delta.kernel.SourceRange;
import io.pinflow.schema.Column;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.FileUtils;

/** Reads what a job stored; there may be no table yet. */
final class StoredTables {

  private final Path root;

  StoredTables(Path root) {
    this.root = root;
  }

  /** The tables of all kinds, and the quarantine. */
  static List<TableSchema> schemas() {
    return Stream.concat(
            Arrays.stream(RecordKind.values()).map(TableSchema::of),
            Stream.of(TableSchema.quarantine()))
        .collect(toUnmodifiableList());
  }

  /** Copies all tables, and gives the copies. */
  StoredTables copyTo(Path folder) throws IOException {
    FileUtils.copy(
        new org.apache.flink.core.fs.Path(root.toUri()),
        new org.apache.flink.core.fs.Path(folder.toUri()),
        false);
    return new StoredTables(folder);
  }

  /** Every row of every table. */
  Map<TableSchema, List<String>> rows() throws IOException {
    Map<TableSchema, List<String>> rows = new HashMap<>();
    for (TableSchema table : schemas()) {
      rows.put(table, rows(table));
    }
    return rows;
  }

  /** All rows, each as the text of its columns, in the order of these texts. */
  List<String> rows(TableSchema table) throws IOException {
    String[] names = table.columns().stream().map(Column::name).toArray(String[]::new);
    List<String> rows = read(table, row -> text(table, row), names);
    Collections.sort(rows);
    return rows;
  }

  /** The values of one column of all rows. */
  List<String> column(TableSchema table, String name) throws IOException {
    return read(table, row -> row.isNullAt(0) ? null : text(table, name, row), name);
  }

  /** The payload of each quarantined record, by its position. */
  Map<String, byte[]> quarantinedPayloads() throws IOException {
    Map<String, byte[]> payloads = new HashMap<>();
    read(
        TableSchema.quarantine(),
        row ->
            payloads.put(
                row.getString(0).toString(), row.isNullAt(1) ? null : row.getBinary(1).clone()),
        "ingest_source",
        "payload");
    return payloads;
  }

  /** Where each row of every table came from. */
  List<String> positions() throws IOException {
    List<String> positions = new ArrayList<>();
    for (TableSchema table : schemas()) {
      positions.addAll(column(table, "ingest_source"));
    }
    return positions;
  }

  /** What a table's ledger tells of each partition or shard. */
  Collection<SourceRange> ledger(TableSchema table) {
    return DeltaTableProgress.read(path(table), new Configuration()).sources();
  }

  /** What the ledger of each table tells, by the table's name. */
  Map<String, String> ledgers() {
    return schemas().stream()
        .collect(toUnmodifiableMap(TableSchema::tableName, table -> ledger(table).toString()));
  }

  private <T> List<T> read(TableSchema table, Function<RowData, T> value, String... columns)
      throws IOException {
    List<T> values = new ArrayList<>();
    Optional<DeltaTableRows> stored =
        DeltaTableRows.open(path(table), List.of(columns), new Configuration());
    if (stored.isPresent()) {
      for (DeltaTableRows.File file : stored.get().files()) {
        file.forEach(row -> values.add(value.apply(row)));
      }
    }
    return values;
  }

  private String path(TableSchema table) {
    return root.resolve(table.tableName()).toUri().toString();
  }

  private static String text(TableSchema table, String name, RowData row) {
    boolean integer =
        table.columns().stream()
            .anyMatch(c -> c.name().equals(name) && c.type() == io.pinflow.schema.ColumnType.INT);
    return integer ? String.valueOf(row.getInt(0)) : row.getString(0).toString();
  }

  private static String text(TableSchema table, RowData row) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < row.getArity(); i++) {
      text.append(row.isNullAt(i) ? null : value(table.columns().get(i), row, i)).append('|');
    }
    return text.toString();
  }

  private static Object value(Column column, RowData row, int i) {
    switch (column.type()) {
      case INT:
      case DATE:
        return row.getInt(i);
      case BIGINT:
        return row.getLong(i);
      case STRING:
        return row.getString(i);
      case TIMESTAMP:
        return row.getTimestamp(i, 6);
      case BINARY:
        return Base64.getEncoder().encodeToString(row.getBinary(i));
      case ARRAY_OF_DOUBLE:
        return row.getArray(i).getDouble(0) + ", " + row.getArray(i).getDouble(1);
    }
    throw new AssertionError(column);
  }
}
