package io.pinflow.delta.kernel;

import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.hook.PostCommitHook.PostCommitHookType;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a table's log short to read: a log checkpoint every {@code delta.checkpointInterval}
 * commits, with removal of what has expired, and a checksum of each version whose predecessor has
 * one. The first is made with a log checkpoint.
 *
 * <p>The commit has already happened, so a failure here is logged and otherwise ignored.
 */
final class PostCommitMaintenance {

  private final LogCheckpointTask hooks;
  private final LogCheckpoints checkpoints;

  PostCommitMaintenance(DeltaEngine engine, DeltaTable table, LogCheckpoints checkpoints) {
    this.hooks = new LogCheckpointTask(engine, table);
    this.checkpoints = checkpoints;
  }

  void run(TransactionCommitResult result) {
    boolean checkpoint = false;
    // A checksum which has no predecessor to build on reads the whole table state: not each time.
    List<PostCommitHook> full = new ArrayList<>();
    for (PostCommitHook hook : result.getPostCommitHooks()) {
      if (hook.getType() == PostCommitHookType.CHECKSUM_SIMPLE) {
        hooks.invoke(hook, result.getVersion());
      } else if (hook.getType() == PostCommitHookType.CHECKSUM_FULL) {
        full.add(hook);
      }
      checkpoint |= hook.getType() == PostCommitHookType.CHECKPOINT;
    }
    if (checkpoint) {
      checkpoints.request(result.getVersion(), full);
    }
  }

  /** Whether reading the log anew gives a snapshot that builds on fewer commits. */
  boolean takeShortened() {
    return checkpoints.takeWritten();
  }
}
