package io.pinflow.delta.source;

import io.delta.kernel.Snapshot;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.kernel.TableColumns;
import io.pinflow.delta.kernel.TableScan;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.annotation.Internal;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.util.Preconditions;

/**
 * Builds a {@link DeltaSource}. Unless told otherwise it reads every column of the newest snapshot.
 */
@PublicEvolving
public final class DeltaSourceBuilder {

  private final String tablePath;
  private Optional<List<String>> columns = Optional.empty();
  private Optional<ScanFilter> filter = Optional.empty();
  private Optional<Long> version = Optional.empty();
  private Optional<Instant> time = Optional.empty();
  private Optional<Snapshot> snapshot = Optional.empty();
  private long limit = Long.MAX_VALUE;
  private SplitPlanner planner = SplitPlanner.BY_PARALLELISM;
  private Configuration configuration = new Configuration();

  DeltaSourceBuilder(String tablePath) {
    this.tablePath = Preconditions.checkNotNull(tablePath, "tablePath");
  }

  /** The columns of the rows, in this order. */
  public DeltaSourceBuilder columns(String... names) {
    return columns(Arrays.asList(names));
  }

  /** The columns of the rows, in this order. */
  public DeltaSourceBuilder columns(List<String> names) {
    columns = Optional.of(List.copyOf(names));
    return this;
  }

  /**
   * Leaves out files which hold no row that satisfies the filter. A condition on partition columns
   * of other types than FLOAT, DOUBLE and DECIMAL holds of every row then, one on others does not.
   */
  public DeltaSourceBuilder filter(ScanFilter condition) {
    filter = Optional.of(condition);
    return this;
  }

  /** Reads at least this many rows, if there are so many, and perhaps more. */
  public DeltaSourceBuilder limit(long rows) {
    Preconditions.checkArgument(rows >= 0, "limit is %s, must not be negative", rows);
    limit = rows;
    return this;
  }

  /**
   * Reads files larger than this as several splits. Unless set, a split is a reader's even share of
   * all bytes, between 8 and 128 MB.
   *
   * @throws DeltaException if it is less than 1 MB
   */
  public DeltaSourceBuilder splitSize(MemorySize size) {
    planner = SplitPlanner.ofSize(size);
    return this;
  }

  /** Reads this version of the table. */
  public DeltaSourceBuilder versionAsOf(long tableVersion) {
    Preconditions.checkArgument(
        tableVersion >= 0, "versionAsOf is %s, versions begin with 0", tableVersion);
    version = Optional.of(tableVersion);
    time = Optional.empty();
    return this;
  }

  /** Reads the version which was the newest at this point in time. */
  public DeltaSourceBuilder timestampAsOf(Instant pointInTime) {
    time = Optional.of(pointInTime);
    version = Optional.empty();
    return this;
  }

  /** Reads a snapshot that is loaded already. */
  @Internal
  public DeltaSourceBuilder snapshot(Snapshot loaded) {
    snapshot = Optional.of(loaded);
    return this;
  }

  /** The S3 options of the connector, where they differ from those of the Flink configuration. */
  public DeltaSourceBuilder configuration(Configuration options) {
    configuration = new Configuration(options);
    return this;
  }

  /**
   * Reads the table's log.
   *
   * @throws DeltaException if there is no such table, its log does not hold the version asked for,
   *     it lacks a column, or has a feature or a type which cannot be read
   */
  public DeltaSource build() {
    try (DeltaEngine engine = DeltaEngine.create(configuration)) {
      DeltaTable table = DeltaTable.at(engine, tablePath);
      Snapshot read =
          snapshot
              .or(() -> version.map(table::atVersion))
              .or(() -> time.map(instant -> table.atTimestamp(instant.toEpochMilli())))
              .orElseGet(table::latest);
      TableScan.of(engine, tablePath, read);
      return build(read);
    }
  }

  private DeltaSource build(Snapshot read) {
    ScanColumns found = new ScanColumns(tablePath, TableColumns.of(read));
    filter.ifPresent(condition -> condition.columns().forEach(found::require));
    List<ScanColumn> scanned = found.of(columns.orElseGet(found::names));
    return new DeltaSource(
        tablePath,
        read.getVersion(),
        scanned,
        ScanColumns.rowType(scanned),
        filter.orElse(null),
        limit,
        planner,
        configuration);
  }
}
