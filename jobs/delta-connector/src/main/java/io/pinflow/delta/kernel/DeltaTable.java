package io.pinflow.delta.kernel;

import io.delta.kernel.Snapshot;
import io.delta.kernel.SnapshotBuilder;
import io.delta.kernel.TableManager;
import io.delta.kernel.commit.Committer;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.exceptions.UnsupportedProtocolVersionException;
import io.delta.kernel.exceptions.UnsupportedTableFeatureException;
import io.delta.kernel.internal.TableConfig;
import io.delta.kernel.types.StructType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.core.fs.Path;

/** The table at one path, or the place for one. Each call reads the log; nothing is cached. */
public final class DeltaTable {

  /** How this connector signs its commits. */
  static final String ENGINE_INFO = "pinflow-delta-connector";

  /** What a new table needs so that columns can be added to it later. */
  public static final Map<String, String> EVOLVABLE_PROPERTIES =
      Map.of(TableConfig.COLUMN_MAPPING_MODE.getKey(), "name");

  private final DeltaEngine engine;
  private final String path;

  private DeltaTable(DeltaEngine engine, String path) {
    this.engine = engine;
    this.path = path;
  }

  /**
   * @param path the table's root directory as a Flink path, e.g. {@code s3://lake/pin_table}
   */
  public static DeltaTable at(DeltaEngine engine, String path) {
    return new DeltaTable(engine, path);
  }

  /**
   * Says early whether commits to a path can be safe.
   *
   * @throws DeltaException if its scheme is not one of file, s3 and s3a; no scheme means the
   *     cluster's default, which is looked at when the job runs
   */
  public static void requireSupportedScheme(String path) {
    String scheme = new Path(path).toUri().getScheme();
    if (scheme != null && !List.of("file", "s3", "s3a").contains(scheme)) {
      throw WriteErrors.unsupportedScheme(path, scheme);
    }
  }

  public String path() {
    return path;
  }

  /**
   * The newest snapshot, or none if there is no table.
   *
   * @throws DeltaException if the table needs a reader feature that Kernel does not have
   */
  public Optional<Snapshot> find() {
    try {
      return Optional.of(load(TableManager.loadSnapshot(path)));
    } catch (TableNotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * The newest snapshot.
   *
   * @throws DeltaException if there is no table, or it needs a feature that Kernel does not have
   */
  public Snapshot latest() {
    return find().orElseThrow(() -> DeltaErrors.noSuchTable(path));
  }

  /** As {@link #latest}, with commits going through a committer of their own. */
  Snapshot latestWith(Committer committer) {
    return load(TableManager.loadSnapshot(path).withCommitter(committer));
  }

  /**
   * The snapshot of one version.
   *
   * @throws DeltaException if there is no table, or its log no longer holds, or does not yet hold,
   *     that version
   */
  public Snapshot atVersion(long version) {
    return past("version " + version, TableManager.loadSnapshot(path).atVersion(version));
  }

  /**
   * The snapshot that was the newest at an instant.
   *
   * @param epochMillis milliseconds since the epoch
   * @throws DeltaException if there is no table, its log does not reach back that far, or the
   *     instant is after the newest commit
   */
  public Snapshot atTimestamp(long epochMillis) {
    return past(
        Instant.ofEpochMilli(epochMillis).toString(),
        TableManager.loadSnapshot(path).atTimestamp(epochMillis, latest()));
  }

  /** As {@link #atVersion}, with commits going through a committer of their own. */
  Snapshot atVersionWith(long version, Committer committer) {
    return past(
        "version " + version,
        TableManager.loadSnapshot(path).withCommitter(committer).atVersion(version));
  }

  private Snapshot past(String when, SnapshotBuilder builder) {
    try {
      return load(builder);
    } catch (TableNotFoundException e) {
      throw DeltaErrors.noSuchTable(path, e);
    } catch (KernelException e) {
      throw ReadErrors.noSuchSnapshot(path, when, e);
    }
  }

  /**
   * The newest snapshot of the table, which is created if there is none. Any number of callers may
   * do so at once: one creates, all get the same table.
   *
   * @param properties the new table's, e.g. {@code delta.checkpointInterval}
   */
  public Snapshot createIfAbsent(
      StructType schema, List<String> partitionColumns, Map<String, String> properties) {
    return find()
        .orElseGet(
            () -> new TableCreation(engine, this).create(schema, partitionColumns, properties));
  }

  /**
   * The newest snapshot, with a protocol that lets writers record their {@link TableProgress}.
   *
   * @throws DeltaException if there is no table
   */
  public Snapshot withProgress() {
    return new TableAlteration(
            "Made room for progress in",
            TableProgress::isRecordedBy,
            (snapshot, builder) ->
                builder.withTablePropertiesAdded(TableProgress.REQUIRED_PROPERTIES))
        .apply(engine, this);
  }

  private Snapshot load(SnapshotBuilder builder) {
    try {
      return builder.build(engine.kernel());
    } catch (UnsupportedTableFeatureException | UnsupportedProtocolVersionException e) {
      throw DeltaErrors.unsupportedFeature(path, e);
    }
  }
}
