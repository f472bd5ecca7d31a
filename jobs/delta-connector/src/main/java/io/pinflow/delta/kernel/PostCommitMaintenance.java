package io.pinflow.delta.kernel;

import io.delta.kernel.Snapshot;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.hook.PostCommitHook.PostCommitHookType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a table's log short to read: a log checkpoint every {@code delta.checkpointInterval}
 * commits, with removal of what has expired, and a checksum per version.
 *
 * <p>The commit has already happened, so a failure here is logged and otherwise ignored: the next
 * interval makes up for it.
 */
final class PostCommitMaintenance {

  private static final Logger LOG = LoggerFactory.getLogger(PostCommitMaintenance.class);

  private final DeltaEngine engine;
  private final DeltaTable table;

  PostCommitMaintenance(DeltaEngine engine, DeltaTable table) {
    this.engine = engine;
    this.table = table;
  }

  /**
   * Returns the table's newest snapshot if it was read: one that builds on the checkpoint just
   * written instead of an ever longer list of commits.
   */
  Optional<Snapshot> run(TransactionCommitResult result) {
    List<PostCommitHook> hooks = result.getPostCommitHooks();
    boolean checkpoint =
        hooks.stream().anyMatch(hook -> hook.getType() == PostCommitHookType.CHECKPOINT);
    for (PostCommitHook hook : hooks) {
      // A checksum which has no predecessor to build on reads the whole table state: not each time.
      if (hook.getType() == PostCommitHookType.CHECKSUM_SIMPLE
          || (hook.getType() == PostCommitHookType.CHECKSUM_FULL && checkpoint)) {
        invoke(hook, result.getVersion());
      }
    }
    return checkpoint && writeCheckpoint() ? Optional.of(table.latest()) : Optional.empty();
  }

  private boolean writeCheckpoint() {
    try {
      LogCheckpoint.write(engine, table);
      return true;
    } catch (IOException | RuntimeException e) {
      LOG.warn("No log checkpoint of {}, will try at the next interval", table.path(), e);
      return false;
    }
  }

  private void invoke(PostCommitHook hook, long version) {
    try {
      hook.threadSafeInvoke(engine.kernel());
    } catch (IOException | RuntimeException e) {
      LOG.warn("No {} of {} at version {}", hook.getType(), table.path(), version, e);
    }
  }
}
