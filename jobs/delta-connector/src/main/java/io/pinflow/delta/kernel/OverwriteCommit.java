package io.pinflow.delta.kernel;

import io.delta.kernel.commit.CommitFailedException;
import io.delta.kernel.commit.CommitMetadata;
import io.delta.kernel.commit.CommitResponse;
import io.delta.kernel.commit.Committer;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.actions.CommitInfo;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.commit.DefaultFileSystemManagedTableOnlyCommitter;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.utils.CloseableIterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Says in the table's history that a commit is an overwrite, which Kernel has no way to be told.
 */
final class OverwriteCommit implements Committer {

  static final OverwriteCommit INSTANCE = new OverwriteCommit();

  private static final Committer LOG_FILE = DefaultFileSystemManagedTableOnlyCommitter.INSTANCE;

  private OverwriteCommit() {}

  @Override
  public CommitResponse commit(Engine kernel, CloseableIterator<Row> actions, CommitMetadata commit)
      throws CommitFailedException {
    Row info = SingleAction.createCommitInfoSingleAction(described(commit).toRow());
    return LOG_FILE.commit(
        kernel,
        actions.map(action -> action.isNullAt(SingleAction.COMMIT_INFO_ORDINAL) ? action : info),
        commit);
  }

  private static CommitInfo described(CommitMetadata commit) {
    CommitInfo info = commit.getCommitInfo();
    List<String> partitionColumns =
        VectorUtils.toJavaList(commit.getEffectiveMetadata().getPartitionColumns());
    String partitionBy =
        partitionColumns.stream()
            .map(column -> '"' + column + '"')
            .collect(Collectors.joining(",", "[", "]"));
    return new CommitInfo(
        info.getInCommitTimestamp(),
        info.getTimestamp(),
        info.getEngineInfo(),
        info.getOperation(),
        Map.of("mode", "Overwrite", "partitionBy", partitionBy),
        info.getIsBlindAppend(),
        info.getTxnId(),
        info.getOperationMetrics());
  }
}
