package io.pinflow.delta.maintenance;

import io.delta.kernel.Snapshot;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaRewriter;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.kernel.LiveFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.configuration.Configuration;

/**
 * The three steps of a compaction, for those who spread them over machines: one plans, any number
 * rewrite, one commits. {@link DeltaMaintenance#compact} does all of them. Not thread-safe.
 *
 * <p>Whatever step fails, the table holds the same rows as before. What a failed step leaves on the
 * storage is in no table, and a vacuum takes it.
 */
public final class Compaction implements AutoCloseable {

  private final String tablePath;
  private final CompactionOptions options;
  private final Configuration configuration;
  private final DeltaEngine engine;
  private final DeltaTable table;
  private final CompactionPlanner planner;
  private final GroupCommitter committer;
  @Nullable private GroupRewriter rewriter;
  private long rewriterVersion = -1;

  private Compaction(String tablePath, CompactionOptions options, Configuration configuration) {
    this.tablePath = tablePath;
    this.options = options;
    this.configuration = configuration;
    this.engine = DeltaEngine.create(configuration);
    this.table = DeltaTable.at(engine, tablePath);
    this.planner = new CompactionPlanner(engine, tablePath, options);
    this.committer =
        new GroupCommitter(
            tablePath,
            new DeltaRewriter(engine, table),
            this::rewriteWhatIsLeft,
            options.commitAttempts());
  }

  /**
   * @param tablePath root of the table
   * @param configuration how to reach S3, see {@link io.pinflow.delta.kernel.S3Options}
   */
  public static Compaction of(
      String tablePath, CompactionOptions options, Configuration configuration) {
    return new Compaction(tablePath, options, new Configuration(configuration));
  }

  /**
   * The groups which the newest version of the table needs, none if it is as it should be.
   *
   * @throws io.pinflow.delta.kernel.DeltaException if there is no table, it cannot be rewritten
   *     here, or the options do not fit it
   */
  public List<CompactionGroup> plan() {
    Snapshot snapshot = table.latest();
    // Tells what is wrong before anything is written.
    rewriter = GroupRewriter.of(engine, tablePath, snapshot, options, configuration);
    rewriterVersion = snapshot.getVersion();
    return planner.plan(snapshot);
  }

  /**
   * Writes a group's rows into new files, which are not in the table yet.
   *
   * @throws IOException if a file cannot be read or written
   */
  public RewrittenGroup rewrite(CompactionGroup group) throws IOException {
    if (rewriter == null || rewriterVersion != group.version()) {
      rewriter =
          GroupRewriter.of(
              engine, tablePath, table.atVersion(group.version()), options, configuration);
      rewriterVersion = group.version();
    }
    return rewriter.rewrite(group);
  }

  /**
   * Replaces the group's files in the table, or those which are still in it.
   *
   * @throws IOException if the thread was interrupted, or a rewrite in consequence of another
   *     writer's commit fails
   */
  public GroupOutcome commit(RewrittenGroup rewritten) throws IOException {
    return committer.commit(rewritten);
  }

  private Optional<RewrittenGroup> rewriteWhatIsLeft(List<LiveFile> files, long version)
      throws IOException {
    // What fitted into one group once does so now, unless it is too little.
    List<List<LiveFile>> groups = planner.pack(files);
    return groups.isEmpty()
        ? Optional.empty()
        : Optional.of(rewrite(CompactionGroup.of(tablePath, version, groups.get(0))));
  }

  @Override
  public void close() {
    engine.close();
  }
}
