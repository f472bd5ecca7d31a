package io.pinflow.local.command;

import io.pinflow.emulator.error.EmulatorException;
import io.pinflow.emulator.generator.GeneratorConfig;
import io.pinflow.emulator.generator.PostGenerator;
import io.pinflow.emulator.source.FolderSource;
import io.pinflow.emulator.source.PostSource;
import io.pinflow.local.report.LocalErrors;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which posts are sent: made up ones, or those of a folder. */
final class PostsOptions {

  private static final long DEFAULT_EVENTS = 5_000;
  private static final long DEFAULT_SEED = 1;
  private static final long MOST_EVENTS = 1_000_000_000L;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Posts to make up, three records each (default: " + DEFAULT_EVENTS + ").")
  private Long events;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "The same seed makes the same posts (default: " + DEFAULT_SEED + ").")
  private Long seed;

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "Send the lines of pin.jsonl, geo.jsonl and user.jsonl of this folder instead.")
  private Path from;

  /** Checks what was asked for, so that nothing is started in vain. */
  PostSource open() {
    if (from != null && (events != null || seed != null)) {
      throw LocalErrors.exclusive("--from", events != null ? "--events" : "--seed");
    }
    requireEventsInRange();
    try {
      return from == null
          ? generated(seed == null ? DEFAULT_SEED : seed, events == null ? DEFAULT_EVENTS : events)
          : FolderSource.open(from);
    } catch (EmulatorException e) {
      throw LocalErrors.postsUnusable(e.getMessage());
    }
  }

  /**
   * The same out of a database, if one is named: all its rows or, where a number of posts is given,
   * as many draws.
   */
  PostSource open(DatabaseOptions database) {
    if (!database.given()) {
      database.requireUnused();
      return open();
    }
    if (from != null) {
      throw LocalErrors.exclusive("--database", "--from");
    }
    if (events == null) {
      if (seed != null) {
        throw LocalErrors.onlyWith("--seed", "--events");
      }
      return database.scan();
    }
    requireEventsInRange();
    return database.draws(seed == null ? DEFAULT_SEED : seed, events);
  }

  private void requireEventsInRange() {
    if (events != null && (events < 1 || events > MOST_EVENTS)) {
      throw LocalErrors.outOfRange("--events", events, "a number from 1 to " + MOST_EVENTS);
    }
  }

  private static PostSource generated(long seed, long events) {
    return new PostGenerator(GeneratorConfig.ofSeed(seed)).source(events);
  }
}
