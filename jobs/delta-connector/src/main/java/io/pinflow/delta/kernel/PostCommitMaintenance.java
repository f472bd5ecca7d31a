package io.pinflow.delta.kernel;

import io.delta.kernel.Snapshot;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.hook.PostCommitHook.PostCommitHookType;

/**
 * Keeps a table's log short to read: a checksum of each version, and a log checkpoint every {@code
 * delta.checkpointInterval} commits, with removal of what has expired.
 *
 * <p>The commit has already happened, so a failure here is logged and otherwise ignored.
 */
final class PostCommitMaintenance {

  /** A snapshot that builds on more commits is read anew once a log checkpoint has shortened it. */
  private static final int LONGEST_SEGMENT = 100;

  private final Checksums checksums;
  private final LogCheckpoints checkpoints;
  private boolean shortened;

  PostCommitMaintenance(Checksums checksums, LogCheckpoints checkpoints) {
    this.checksums = checksums;
    this.checkpoints = checkpoints;
  }

  void run(TransactionCommitResult result) {
    checksums.writeNext(result);
    if (result.getPostCommitHooks().stream()
        .anyMatch(hook -> hook.getType() == PostCommitHookType.CHECKPOINT)) {
      checkpoints.request();
    }
  }

  /**
   * Whether reading the log anew pays: it is shorter now, and the snapshot builds on many commits,
   * or has no checksum and needs them all at each commit.
   */
  boolean isOutdated(Snapshot snapshot) {
    shortened |= checkpoints.takeWritten();
    boolean outdated =
        shortened
            && (snapshot.getCurrentCrcInfo().isEmpty()
                || snapshot.getLogSegment().getDeltas().size() > LONGEST_SEGMENT);
    shortened &= !outdated;
    return outdated;
  }
}
