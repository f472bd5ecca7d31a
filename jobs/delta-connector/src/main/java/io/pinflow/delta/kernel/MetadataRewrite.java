package io.pinflow.delta.kernel;

import io.delta.kernel.commit.CommitFailedException;
import io.delta.kernel.commit.CommitMetadata;
import io.delta.kernel.commit.CommitResponse;
import io.delta.kernel.commit.Committer;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.commit.DefaultFileSystemManagedTableOnlyCommitter;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Changes a table's metadata on the way to the log, for what Delta's protocol allows and Kernel
 * refuses: to set some properties, to add a column to a table without column mapping.
 */
final class MetadataRewrite implements Committer {

  private static final Committer LOG_FILE = DefaultFileSystemManagedTableOnlyCommitter.INSTANCE;

  private final UnaryOperator<Metadata> change;

  MetadataRewrite(UnaryOperator<Metadata> change) {
    this.change = change;
  }

  /** Puts the new metadata in the place of the commit's own, or behind its "commitInfo". */
  @Override
  public CommitResponse commit(Engine kernel, CloseableIterator<Row> actions, CommitMetadata commit)
      throws CommitFailedException {
    List<Row> all = new ArrayList<>();
    boolean replaced = false;
    try (CloseableIterator<Row> given = actions) {
      while (given.hasNext()) {
        Row action = given.next();
        boolean isMetadata = !action.isNullAt(SingleAction.METADATA_ORDINAL);
        all.add(
            isMetadata
                ? changed(Metadata.fromRow(action.getStruct(SingleAction.METADATA_ORDINAL)))
                : action);
        replaced |= isMetadata;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!replaced) {
      all.add(Math.min(1, all.size()), changed(commit.getEffectiveMetadata()));
    }
    return LOG_FILE.commit(kernel, Utils.toCloseableIterator(all.iterator()), commit);
  }

  private Row changed(Metadata metadata) {
    return SingleAction.createMetadataSingleAction(change.apply(metadata).toRow());
  }
}
