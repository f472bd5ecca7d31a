package io.pinflow.emulator.source.database;

import io.pinflow.emulator.source.PostRecord;
import io.pinflow.schema.RecordKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * A table's rows in the order of their keys, read a page at a time: nothing but a page is held, and
 * no query stays open while posts wait for their turn. A page ends between two keys, so that rows
 * of one key are not torn apart.
 */
final class TablePages {

  private final Database database;
  private final RecordKind kind;
  private final String key;
  private final int pageRows;
  private final ArrayDeque<Row> page = new ArrayDeque<>();
  private boolean started;
  private long last;
  private boolean exhausted;

  TablePages(Database database, RecordKind kind, DatabaseTable table, int pageRows) {
    this.database = database;
    this.kind = kind;
    this.key = table.quotedKey();
    this.pageRows = pageRows;
  }

  /** Goes on behind the rows of a key. */
  void startAfter(long key) {
    started = true;
    last = key;
  }

  /** How many rows are left, before the first was read. */
  long count() {
    return database.count(kind, condition(), parameters());
  }

  /** Whether rows are left. */
  boolean hasNext() {
    if (page.isEmpty() && !exhausted) {
      fill();
    }
    return !page.isEmpty();
  }

  /** The key of the next rows. */
  long nextKey() {
    return page.element().key();
  }

  /** Takes the rows of the next key. */
  List<PostRecord> take() {
    long taken = nextKey();
    List<PostRecord> records = new ArrayList<>();
    while (!page.isEmpty() && page.element().key() == taken) {
      records.add(page.remove().record());
    }
    return records;
  }

  private void fill() {
    int limit = pageRows;
    while (true) {
      List<Row> rows =
          database.rows(kind, condition() + " ORDER BY " + key + " LIMIT " + limit, parameters());
      if (rows.size() < limit) {
        exhausted = true;
        page.addAll(rows);
        break;
      }
      long torn = rows.get(limit - 1).key();
      rows.removeIf(row -> row.key() == torn);
      if (!rows.isEmpty()) {
        page.addAll(rows);
        break;
      }
      limit = Math.multiplyExact(limit, 2);
    }
    if (!page.isEmpty()) {
      startAfter(page.getLast().key());
    }
  }

  private String condition() {
    if (!started) {
      return "";
    }
    return " WHERE " + key + (last == Row.NO_KEY ? " IS NOT NULL" : " > ?");
  }

  private List<Long> parameters() {
    return started && last != Row.NO_KEY ? List.of(last) : List.of();
  }
}
