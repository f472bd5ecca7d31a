package io.pinflow.emulator.source.database;

import io.pinflow.emulator.source.Post;
import io.pinflow.emulator.source.PostRecord;
import io.pinflow.emulator.source.PostSource;
import io.pinflow.schema.RecordKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/**
 * Posts drawn at random, as the original does: each draws a key, with replacement, and sends the
 * rows of that key of each of the three tables. A draw of which no table has a row yields no post.
 *
 * <p>The keys depend on the seed alone. Java promises the numbers of {@link Random} for ever.
 */
public final class DatabaseDraws implements PostSource {

  private static final int DRAWS_PER_QUERY = 500;

  private final Database database;
  private final String identity;
  private final DatabaseConfig config;
  private final DrawsConfig draws;
  private final Random random;
  private final ArrayDeque<Long> drawn = new ArrayDeque<>();
  private final Map<RecordKind, Map<Long, List<PostRecord>>> rows = new EnumMap<>(RecordKind.class);

  /** How many draws were made, and how many of them yielded. */
  private long made;

  private long mark;

  private DatabaseDraws(Database database, DatabaseConfig config, DrawsConfig draws) {
    this.database = database;
    this.config = config;
    this.draws = draws;
    this.random = new Random(draws.seed());
    this.identity =
        config.identity() + ", draws of seed " + draws.seed() + " up to " + draws.highestKey();
  }

  /**
   * Connects to the database; nothing is read yet.
   *
   * @throws io.pinflow.emulator.error.EmulatorException if the database does not let this user in
   */
  public static DatabaseDraws open(DatabaseConfig config, DatabaseLogin login, DrawsConfig draws) {
    return new DatabaseDraws(Database.connect(config, login), config, draws);
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public void startAfter(long mark) {
    while (made < mark && made < draws.draws()) {
      var unused = draw();
    }
    this.mark = made;
  }

  /** The number of draws up to the post yielded last. */
  @Override
  public long mark() {
    return mark;
  }

  @Override
  public OptionalLong records() {
    return OptionalLong.empty();
  }

  @Override
  public Optional<Post> next() {
    while (true) {
      if (drawn.isEmpty() && !fetch()) {
        return Optional.empty();
      }
      Long key = drawn.remove();
      mark++;
      List<PostRecord> records = new ArrayList<>();
      rows.values().forEach(table -> records.addAll(table.getOrDefault(key, List.of())));
      if (!records.isEmpty()) {
        return Optional.of(new Post(records));
      }
    }
  }

  /** Draws the next keys and reads their rows; false at the end. */
  private boolean fetch() {
    while (drawn.size() < DRAWS_PER_QUERY && made < draws.draws()) {
      drawn.add(draw());
    }
    if (drawn.isEmpty()) {
      return false;
    }
    List<Long> keys = drawn.stream().distinct().toList();
    String places = String.join(",", Collections.nCopies(keys.size(), "?"));
    config
        .tables()
        .forEach(
            (kind, table) -> {
              String condition = " WHERE " + table.quotedKey() + " IN (" + places + ")";
              Map<Long, List<PostRecord>> byKey = new HashMap<>();
              for (Row row : database.rows(kind, condition, keys)) {
                byKey.computeIfAbsent(row.key(), key -> new ArrayList<>()).add(row.record());
              }
              rows.put(kind, byKey);
            });
    return true;
  }

  private long draw() {
    made++;
    return random.nextInt(draws.highestKey() + 1);
  }

  @Override
  public void close() {
    database.close();
  }
}
