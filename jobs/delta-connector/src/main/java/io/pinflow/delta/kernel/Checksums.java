package io.pinflow.delta.kernel;

import io.delta.kernel.Snapshot;
import io.delta.kernel.Snapshot.ChecksumWriteMode;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.hook.PostCommitHook.PostCommitHookType;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the checksums of a table's versions. One small file tells a version's protocol, metadata
 * and domains, which a commit would else look for in the whole log; each builds on the one before.
 *
 * <p>No reader depends on them, so a failure here is logged and otherwise ignored.
 */
final class Checksums {

  private static final Logger LOG = LoggerFactory.getLogger(Checksums.class);

  /** More commits than that are not read on the way to a commit. */
  private static final int LONGEST_GAP = 1_000;

  private final DeltaEngine engine;
  private final DeltaTable table;

  Checksums(DeltaEngine engine, DeltaTable table) {
    this.engine = engine;
    this.table = table;
  }

  /** That of the version which a commit made, if the one before has its own. */
  void writeNext(TransactionCommitResult result) {
    for (PostCommitHook hook : result.getPostCommitHooks()) {
      if (hook.getType() == PostCommitHookType.CHECKSUM_SIMPLE) {
        write(result.getVersion(), () -> hook.threadSafeInvoke(engine.kernel()));
      }
    }
  }

  /** That of a snapshot which has none, from the log. */
  void write(Snapshot snapshot) {
    if (snapshot.getStatistics().getChecksumWriteMode().isPresent()) {
      write(
          snapshot.getVersion(),
          () -> snapshot.writeChecksum(engine.kernel(), ChecksumWriteMode.FULL));
    }
  }

  /**
   * The newest snapshot, with a checksum wherever that takes no more than the commits since the
   * last one: another writer may not have written its own, or not yet.
   */
  Snapshot latest() {
    Snapshot snapshot = table.latest();
    int gap = snapshot.getStatistics().getIncrementalChecksumLoadCost().orElse(0);
    if (gap == 0 || gap > LONGEST_GAP) {
      return snapshot;
    }
    write(snapshot);
    return table.latest();
  }

  private void write(long version, Writing writing) {
    try {
      writing.run();
    } catch (IOException | RuntimeException e) {
      LOG.warn("No checksum of {} at version {}", table.path(), version, e);
    }
  }

  @FunctionalInterface
  private interface Writing {

    void run() throws IOException;
  }
}
