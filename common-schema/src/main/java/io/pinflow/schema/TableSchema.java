package io.pinflow.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The columns of a stored table, in the order which is part of the contract: the record's own
 * columns, what was {@code rescued}, and where and when the record came in.
 */
public final class TableSchema {
  public static final String RESCUED = "rescued";
  public static final String INGEST_SOURCE = "ingest_source";
  public static final String INGEST_TIME = "ingest_time";
  public static final String INGEST_DATE = "ingest_date";

  private static final TableSchema PIN =
      new Builder(RecordKind.PIN.tableName())
          .column("ind", ColumnType.INT)
          .column("unique_id", ColumnType.STRING)
          .column("title", ColumnType.STRING)
          .column("description", ColumnType.STRING)
          .column("follower_count", ColumnType.BIGINT)
          .column("poster_name", ColumnType.STRING)
          .column("tag_list", ColumnType.STRING)
          .column("is_image_or_video", ColumnType.STRING)
          .column("image_src", ColumnType.STRING)
          .column("save_location", ColumnType.STRING)
          .column("category", ColumnType.STRING)
          .column(RESCUED, ColumnType.STRING)
          .withIngestColumns();

  private static final TableSchema GEO =
      new Builder(RecordKind.GEO.tableName())
          .column("ind", ColumnType.INT)
          .column("country", ColumnType.STRING)
          .column("coordinates", ColumnType.ARRAY_OF_DOUBLE)
          .column("timestamp", ColumnType.TIMESTAMP)
          .column(RESCUED, ColumnType.STRING)
          .withIngestColumns();

  private static final TableSchema USER =
      new Builder(RecordKind.USER.tableName())
          .column("ind", ColumnType.INT)
          .column("user_name", ColumnType.STRING)
          .column("age", ColumnType.INT)
          .column("date_joined", ColumnType.TIMESTAMP)
          .column(RESCUED, ColumnType.STRING)
          .withIngestColumns();

  private static final TableSchema QUARANTINE =
      new Builder("quarantine")
          .column("kind", ColumnType.STRING)
          .column("code", ColumnType.STRING)
          .column("field", ColumnType.STRING)
          .column("message", ColumnType.STRING)
          .column("payload", ColumnType.BINARY)
          .column("component_version", ColumnType.STRING)
          .withIngestColumns();

  private static final TableSchema REDRIVEN =
      new Builder("redriven")
          .column(INGEST_SOURCE, ColumnType.STRING)
          .column("kind", ColumnType.STRING)
          .column("outcome", ColumnType.STRING)
          .column("code", ColumnType.STRING)
          .column("field", ColumnType.STRING)
          .column("message", ColumnType.STRING)
          .column("component_version", ColumnType.STRING)
          .column("redriven_time", ColumnType.TIMESTAMP)
          .withIngestDate();

  private final String tableName;
  private final List<Column> columns;

  private TableSchema(String tableName, List<Column> columns) {
    this.tableName = tableName;
    this.columns = Collections.unmodifiableList(columns);
  }

  /** The clean table of a kind. */
  public static TableSchema of(RecordKind kind) {
    switch (kind) {
      case PIN:
        return PIN;
      case GEO:
        return GEO;
      case USER:
        return USER;
    }
    throw new AssertionError(kind);
  }

  /** The one table of all records that could not be cleaned, whatever their kind. */
  public static TableSchema quarantine() {
    return QUARANTINE;
  }

  /** What became of records of the quarantine when they were cleaned again; a row for each time. */
  public static TableSchema redriven() {
    return REDRIVEN;
  }

  public String tableName() {
    return tableName;
  }

  /** All columns in contract order; unmodifiable. */
  public List<Column> columns() {
    return columns;
  }

  @Override
  public String toString() {
    return tableName + columns;
  }

  private static final class Builder {
    private final String tableName;
    private final List<Column> columns = new ArrayList<>();

    Builder(String tableName) {
      this.tableName = tableName;
    }

    Builder column(String name, ColumnType type) {
      columns.add(new Column(name, type, false));
      return this;
    }

    TableSchema withIngestColumns() {
      column(INGEST_SOURCE, ColumnType.STRING);
      column(INGEST_TIME, ColumnType.TIMESTAMP);
      return withIngestDate();
    }

    TableSchema withIngestDate() {
      columns.add(new Column(INGEST_DATE, ColumnType.DATE, true));
      return new TableSchema(tableName, columns);
    }
  }
}
