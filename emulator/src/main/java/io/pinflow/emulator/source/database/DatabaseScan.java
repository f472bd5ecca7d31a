package io.pinflow.emulator.source.database;

import io.pinflow.emulator.source.Post;
import io.pinflow.emulator.source.PostRecord;
import io.pinflow.emulator.source.PostSource;
import io.pinflow.schema.RecordKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Every row of the three tables, in the order of their keys. A post is made of the rows of one key:
 * usually a pin, a geo and a user; fewer where a table has no row of that key, more where it has
 * several.
 *
 * <p>The tables may grow meanwhile: rows with a key behind the place reached are sent too, those
 * before it are not. At most 2,000 rows a table are held, or all rows of one key.
 */
public final class DatabaseScan implements PostSource {

  private static final int PAGE_ROWS = 2_000;

  private final Database database;
  private final String identity;
  private final Map<RecordKind, TablePages> tables;
  private long mark;

  private DatabaseScan(Database database, String identity, Map<RecordKind, TablePages> tables) {
    this.database = database;
    this.identity = identity;
    this.tables = tables;
  }

  /**
   * Connects to the database; nothing is read yet.
   *
   * @throws io.pinflow.emulator.error.EmulatorException if the database does not let this user in
   */
  public static DatabaseScan open(DatabaseConfig config, DatabaseLogin login) {
    return open(config, login, PAGE_ROWS);
  }

  static DatabaseScan open(DatabaseConfig config, DatabaseLogin login, int pageRows) {
    Database database = Database.connect(config, login);
    Map<RecordKind, TablePages> tables = new EnumMap<>(RecordKind.class);
    config
        .tables()
        .forEach(
            (kind, table) -> tables.put(kind, new TablePages(database, kind, table, pageRows)));
    return new DatabaseScan(database, config.identity(), tables);
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public void startAfter(long mark) {
    this.mark = mark;
    tables.values().forEach(table -> table.startAfter(mark));
  }

  /** The key of the rows yielded last. */
  @Override
  public long mark() {
    return mark;
  }

  /** The rows at this time, as the database counts them. */
  @Override
  public OptionalLong records() {
    return OptionalLong.of(tables.values().stream().mapToLong(TablePages::count).sum());
  }

  @Override
  public Optional<Post> next() {
    List<TablePages> left = tables.values().stream().filter(TablePages::hasNext).toList();
    if (left.isEmpty()) {
      return Optional.empty();
    }
    long key = left.stream().mapToLong(TablePages::nextKey).min().getAsLong();
    List<PostRecord> records = new ArrayList<>();
    for (TablePages table : left) {
      if (table.nextKey() == key) {
        records.addAll(table.take());
      }
    }
    mark = key;
    return Optional.of(new Post(records));
  }

  @Override
  public void close() {
    database.close();
  }
}
