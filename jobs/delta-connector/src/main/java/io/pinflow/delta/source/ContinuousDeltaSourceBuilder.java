package io.pinflow.delta.source;

import io.delta.kernel.Snapshot;
import io.pinflow.delta.kernel.CommitLog;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaErrors;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.kernel.ReadErrors;
import io.pinflow.delta.kernel.TableColumns;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.annotation.Internal;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.util.Preconditions;

/**
 * Builds a {@link DeltaSource} which never ends. Unless told otherwise it reads every column of the
 * whole table, and then the rows that each commit adds, within some five seconds of it.
 *
 * <p>Rows of one commit come after those of the commits before it were given to readers; readers
 * are parallel, so that their outputs may interleave. Commits which only rearrange rows, such as a
 * compaction, give no rows. Where the read begins is settled when the source is built.
 *
 * <p>The names and the meaning of the options are those of delta-flink 3. Where it fails on every
 * change of the table's metadata, this source goes on as long as the columns it reads stay.
 */
@PublicEvolving
public final class ContinuousDeltaSourceBuilder {

  /** The value of {@link #startingVersion(String)} for the newest version. */
  public static final String LATEST = "latest";

  private final String tablePath;
  private final DeltaSourceBuilder columns;
  private Optional<Snapshot> snapshot = Optional.empty();
  private Optional<String> startingVersion = Optional.empty();
  private Optional<Instant> startingTimestamp = Optional.empty();
  private Duration interval = Duration.ofSeconds(5);
  private Duration delay = Duration.ofSeconds(1);
  private boolean ignoreDeletes;
  private boolean ignoreChanges;
  private Configuration configuration = new Configuration();

  ContinuousDeltaSourceBuilder(String tablePath) {
    this.tablePath = tablePath;
    this.columns = new DeltaSourceBuilder(tablePath);
  }

  /** The columns of the rows, in this order. */
  public ContinuousDeltaSourceBuilder columns(String... names) {
    return columns(Arrays.asList(names));
  }

  /** The columns of the rows, in this order. */
  public ContinuousDeltaSourceBuilder columns(List<String> names) {
    columns.columns(names);
    return this;
  }

  /**
   * Leaves out files which hold no row that satisfies the filter: by partition values, and in the
   * snapshot that is read first also by statistics. A condition on partition columns of other types
   * than TIMESTAMP, FLOAT, DOUBLE and DECIMAL holds of every row then, one on others does not.
   */
  public ContinuousDeltaSourceBuilder filter(ScanFilter condition) {
    columns.filter(condition);
    return this;
  }

  /**
   * Reads files larger than this as several splits. Unless set, a split is a reader's even share of
   * the bytes of a commit, or of the table, between 8 and 128 MB.
   *
   * @throws DeltaException if it is less than 1 MB
   */
  public ContinuousDeltaSourceBuilder splitSize(MemorySize size) {
    columns.splitSize(size);
    return this;
  }

  /**
   * Does not read the table but its commits from this version on, that one included. The next
   * version, which is not there yet, may be named.
   */
  public ContinuousDeltaSourceBuilder startingVersion(long version) {
    return startingVersion(Long.toString(version));
  }

  /**
   * Does not read the table but its commits from this version on, that one included.
   *
   * @param version a number, or {@value #LATEST} for the newest when the source is built
   */
  public ContinuousDeltaSourceBuilder startingVersion(String version) {
    startingVersion = Optional.of(version);
    return this;
  }

  /**
   * Does not read the table but its commits from the first on which was made at or after this
   * instant; with {@code Instant.now()}, only those to come.
   */
  public ContinuousDeltaSourceBuilder startingTimestamp(Instant timestamp) {
    startingTimestamp = Optional.of(timestamp);
    return this;
  }

  /** How often to look for new commits: five seconds unless set, at least a millisecond. */
  public ContinuousDeltaSourceBuilder updateCheckInterval(Duration time) {
    Preconditions.checkArgument(
        time.toMillis() > 0, "The interval is %s, must be at least a millisecond", time);
    interval = time;
    return this;
  }

  /**
   * When to look for new commits first: a second after the start, or the whole table, unless set.
   */
  public ContinuousDeltaSourceBuilder updateCheckDelay(Duration time) {
    Preconditions.checkArgument(!time.isNegative(), "The delay is %s, must not be negative", time);
    delay = time;
    return this;
  }

  /** Goes on after commits that only delete rows, instead of failing. */
  public ContinuousDeltaSourceBuilder ignoreDeletes(boolean ignore) {
    ignoreDeletes = ignore;
    return this;
  }

  /**
   * Goes on after commits that delete and add rows, instead of failing, and reads all that they
   * add. Those may be rows which were read already: an engine that updates one row of a file writes
   * the others anew. Includes {@link #ignoreDeletes}.
   */
  public ContinuousDeltaSourceBuilder ignoreChanges(boolean ignore) {
    ignoreChanges = ignore;
    return this;
  }

  /** The newest snapshot, if it is loaded already. */
  @Internal
  public ContinuousDeltaSourceBuilder snapshot(Snapshot newest) {
    snapshot = Optional.of(newest);
    return this;
  }

  /** The S3 options of the connector, where they differ from those of the Flink configuration. */
  public ContinuousDeltaSourceBuilder configuration(Configuration options) {
    configuration = new Configuration(options);
    columns.configuration(options);
    return this;
  }

  /**
   * Reads the table's log.
   *
   * @throws DeltaException if there is no such table, it lacks a column, has a feature or a type
   *     which cannot be read, or its log does not hold the version to begin with
   */
  public DeltaSource build() {
    try (DeltaEngine engine = DeltaEngine.create(configuration)) {
      Snapshot newest = snapshot.orElseGet(DeltaTable.at(engine, tablePath)::latest);
      DeltaSource source = columns.snapshot(newest).build();
      TableColumns table = TableColumns.of(newest);
      Map<String, String> partitionColumns = new HashMap<>();
      for (String name : table.partitionColumns()) {
        partitionColumns.put(name, table.physicalName(table.schema().get(name)));
      }
      Optional<Long> start = start(CommitLog.of(engine, tablePath), newest);
      return source.continuing(
          new ContinuousRead(
              newest.getMetadata().getId(),
              partitionColumns,
              newest.getVersion(),
              start.orElse(newest.getVersion() + 1),
              start.isEmpty(),
              interval,
              delay,
              ignoreDeletes,
              ignoreChanges));
    }
  }

  /** Empty for the whole table. */
  private Optional<Long> start(CommitLog log, Snapshot newest) {
    if (startingVersion.isPresent() && startingTimestamp.isPresent()) {
      throw DeltaErrors.invalidOption(
          "startingTimestamp",
          startingTimestamp.get(),
          "'startingVersion' is set as well. Set one of them.");
    }
    Optional<Long> start =
        startingVersion
            .map(version -> parse(version, newest))
            .or(() -> startingTimestamp.map(timestamp -> at(timestamp, log, newest)));
    start.ifPresent(
        version -> {
          if (version > newest.getVersion() + 1) {
            throw ReadErrors.noSuchVersion(tablePath, version, newest.getVersion());
          }
          if (version <= newest.getVersion() && version < log.earliestVersion()) {
            throw ReadErrors.commitsCleaned(tablePath, version, log.earliestVersion());
          }
        });
    return start;
  }

  private static long parse(String version, Snapshot newest) {
    if (version.equalsIgnoreCase(LATEST)) {
      return newest.getVersion();
    }
    try {
      long number = Long.parseLong(version.trim());
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below, as a negative number is.
    }
    throw DeltaErrors.invalidOption(
        "startingVersion", version, "it is neither a version (0, 1, ...) nor 'latest'.");
  }

  private static long at(Instant timestamp, CommitLog log, Snapshot newest) {
    if (timestamp.isAfter(Instant.now())) {
      throw DeltaErrors.invalidOption(
          "startingTimestamp", timestamp, "it is in the future. Leave it out, or wait.");
    }
    return log.versionAtOrAfter(timestamp.toEpochMilli(), newest);
  }
}
