package io.pinflow.delta.maintenance;

import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.kernel.LogCheckpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one Delta table fast and small.
 *
 * <pre>{@code
 * DeltaMaintenance table = DeltaMaintenance.of("s3://lake/pin_table", new Configuration());
 * table.compact(CompactionOptions.defaults());
 * table.checkpoint();
 * table.vacuum(VacuumOptions.defaults());
 * }</pre>
 *
 * <p>All of it may run beside sinks, readers and other engines, and beside itself. Each call does
 * its work in the calling thread and reads the table anew. Thread-safe.
 */
public final class DeltaMaintenance {

  private static final Logger LOG = LoggerFactory.getLogger(DeltaMaintenance.class);

  private final String tablePath;
  private final Configuration configuration;

  private DeltaMaintenance(String tablePath, Configuration configuration) {
    this.tablePath = tablePath;
    this.configuration = configuration;
  }

  /**
   * @param tablePath root of the table, with the scheme file, s3 or s3a
   * @param configuration how to reach S3, see {@link io.pinflow.delta.kernel.S3Options}; keys that
   *     are missing are taken from Flink's own configuration
   */
  public static DeltaMaintenance of(String tablePath, Configuration configuration) {
    return new DeltaMaintenance(tablePath, new Configuration(configuration));
  }

  /**
   * Merges small files, and rewrites files with many deleted rows, one commit per group of files.
   * The rows stay the same, and readers of changes see nothing of it. A group whose files another
   * writer replaces or deletes meanwhile is planned again.
   *
   * @throws io.pinflow.delta.kernel.DeltaException if there is no table, it cannot be rewritten
   *     here, or the options do not fit it
   * @throws IOException if a file cannot be read or written; groups committed before stay
   */
  public CompactionResult compact(CompactionOptions options) throws IOException {
    long start = System.nanoTime();
    List<GroupOutcome> outcomes = new ArrayList<>();
    try (Compaction compaction = Compaction.of(tablePath, options, configuration)) {
      for (CompactionGroup group : compaction.plan()) {
        outcomes.add(compaction.commit(compaction.rewrite(group)));
      }
    }
    CompactionResult result =
        CompactionResult.of(tablePath, outcomes, Duration.ofNanos(System.nanoTime() - start));
    LOG.info("Compaction of {}", result);
    return result;
  }

  /**
   * Deletes the files below the table's root which its log does not need: of the newest version,
   * and of versions which were replaced within the retention. Hidden files and folders (those whose
   * name begins with {@code _} or {@code .}, the log among them) stay, and so does everything
   * younger than the retention, which a running job may be about to commit.
   *
   * <p>Versions older than the retention cannot be read any more afterwards.
   *
   * @throws io.pinflow.delta.kernel.DeltaException if there is no table, the retention is not safe,
   *     or files cannot be deleted
   * @throws IOException if the table's folder cannot be listed; nothing is deleted then
   */
  public VacuumResult vacuum(VacuumOptions options) throws IOException {
    try (DeltaEngine engine = DeltaEngine.create(configuration)) {
      return new Vacuum(engine, DeltaTable.at(engine, tablePath), options).run();
    }
  }

  /**
   * Writes a log checkpoint of the newest version, from which readers start, and deletes the parts
   * of the log which are older than {@code delta.logRetentionDuration} and not needed any more.
   * Sinks do so every {@code delta.checkpointInterval} commits.
   *
   * @throws io.pinflow.delta.kernel.DeltaException if there is no table
   * @throws IOException if the log cannot be read or written
   */
  public CheckpointResult checkpoint() throws IOException {
    long start = System.nanoTime();
    try (DeltaEngine engine = DeltaEngine.create(configuration)) {
      DeltaTable table = DeltaTable.at(engine, tablePath);
      int before = LogCheckpoint.logFiles(engine, table.latest());
      LogCheckpoint checkpoint = LogCheckpoint.write(engine, table);
      int after = LogCheckpoint.logFiles(engine, table.latest());
      CheckpointResult result =
          new CheckpointResult(
              tablePath,
              checkpoint.version(),
              checkpoint.isWritten(),
              before,
              after,
              Duration.ofNanos(System.nanoTime() - start));
      LOG.info("Log checkpoint of {}", result);
      return result;
    }
  }
}
