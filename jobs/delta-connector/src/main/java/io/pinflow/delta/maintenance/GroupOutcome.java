package io.pinflow.delta.maintenance;

import io.pinflow.delta.kernel.DataFile;
import java.io.Serializable;

/** What became of one group of files. Immutable. */
public final class GroupOutcome implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String tablePath;
  private final boolean committed;
  private final long filesBefore;
  private final long filesAfter;
  private final long bytesBefore;
  private final long bytesAfter;
  private final long rows;
  private final int conflicts;

  private GroupOutcome(
      CompactionGroup group,
      boolean committed,
      long filesAfter,
      long bytesAfter,
      long rows,
      int conflicts) {
    this.tablePath = group.tablePath();
    this.committed = committed;
    this.filesBefore = group.files();
    this.filesAfter = filesAfter;
    this.bytesBefore = group.bytes();
    this.bytesAfter = bytesAfter;
    this.rows = rows;
    this.conflicts = conflicts;
  }

  static GroupOutcome committed(RewrittenGroup rewritten, int conflicts) {
    return new GroupOutcome(
        rewritten.group(),
        true,
        rewritten.files().size(),
        rewritten.files().stream().mapToLong(DataFile::bytes).sum(),
        rewritten.files().stream().mapToLong(DataFile::rows).sum(),
        conflicts);
  }

  static GroupOutcome givenUp(CompactionGroup group, int conflicts) {
    return new GroupOutcome(group, false, group.files(), group.bytes(), 0, conflicts);
  }

  public String tablePath() {
    return tablePath;
  }

  /** Whether the files were replaced; if not, the next compaction may. */
  public boolean isCommitted() {
    return committed;
  }

  /** How many files the group had. */
  public long filesBefore() {
    return filesBefore;
  }

  /** How many files hold its rows now. */
  public long filesAfter() {
    return filesAfter;
  }

  public long bytesBefore() {
    return bytesBefore;
  }

  public long bytesAfter() {
    return bytesAfter;
  }

  /** Rows written anew. */
  public long rows() {
    return rows;
  }

  /** How often another writer was in the way. */
  public int conflicts() {
    return conflicts;
  }
}
