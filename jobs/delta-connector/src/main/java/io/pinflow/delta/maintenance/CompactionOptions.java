package io.pinflow.delta.maintenance;

import io.pinflow.delta.kernel.DeltaErrors;
import io.pinflow.delta.parquet.ParquetCompression;
import io.pinflow.delta.source.PartitionFilter;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.configuration.MemorySize;

/**
 * What a compaction rewrites and how. Immutable: each method gives a copy with one thing changed.
 *
 * <p>Unless told otherwise: files below three quarters of 128 MB, two or more of a partition, all
 * partitions, in the order they were written, and files of which at least 5 % of the rows are
 * deleted by a deletion vector.
 */
public final class CompactionOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  /** A share no file reaches. */
  private static final double NEVER = 2;

  private long targetFileBytes = MemorySize.ofMebiBytes(128).getBytes();
  private int minFiles = 2;
  private ArrayList<String> sortColumns = new ArrayList<>();
  @Nullable private String where;
  private double purgeShare = 0.05;
  private ParquetCompression compression = ParquetCompression.ZSTD;
  private long sortMemoryBytes = MemorySize.ofMebiBytes(64).getBytes();
  private int commitAttempts = 10;

  private CompactionOptions() {}

  private CompactionOptions(CompactionOptions other) {
    this.targetFileBytes = other.targetFileBytes;
    this.minFiles = other.minFiles;
    this.sortColumns = other.sortColumns;
    this.where = other.where;
    this.purgeShare = other.purgeShare;
    this.compression = other.compression;
    this.sortMemoryBytes = other.sortMemoryBytes;
    this.commitAttempts = other.commitAttempts;
  }

  public static CompactionOptions defaults() {
    return new CompactionOptions();
  }

  /** The size of the files to be made. Smaller than three quarters of it is small. */
  public CompactionOptions targetFileSize(MemorySize size) {
    if (size.getBytes() < 1) {
      throw DeltaErrors.invalidOption("target-size", size, "must be positive.");
    }
    CompactionOptions copy = new CompactionOptions(this);
    copy.targetFileBytes = size.getBytes();
    return copy;
  }

  /**
   * How many small files it takes for them to be merged. With more, fewer rows are written again
   * and again by frequent compactions of a partition that grows.
   */
  public CompactionOptions minFiles(int files) {
    if (files < 2) {
      throw DeltaErrors.invalidOption("min-files", files, "one file cannot be merged, give 2.");
    }
    CompactionOptions copy = new CompactionOptions(this);
    copy.minFiles = files;
    return copy;
  }

  /**
   * Sorts the rows of each group of files, nulls first, so that queries on these columns skip
   * files. Groups are larger then: of {@value CompactionPlanner#SORTED_FILES_PER_GROUP} files' rows
   * each file gets a range.
   */
  public CompactionOptions sortBy(List<String> columns) {
    CompactionOptions copy = new CompactionOptions(this);
    copy.sortColumns = new ArrayList<>(columns);
    return copy;
  }

  /**
   * Only partitions which satisfy a condition in SQL, e.g. {@code ingest_date < DATE '2026-01-01'}:
   * comparisons of partition columns with literals, IN, BETWEEN, IS [NOT] NULL, AND, OR and
   * parentheses.
   *
   * @throws io.pinflow.delta.kernel.DeltaException if it is not of that form
   */
  public CompactionOptions where(String condition) {
    PartitionFilter.parse("where", condition);
    CompactionOptions copy = new CompactionOptions(this);
    copy.where = condition;
    return copy;
  }

  /**
   * Rewrites files of any size without their deleted rows where the deleted share is at least this.
   *
   * @param share above 0 to 1; 0 means every file with a deletion vector
   */
  public CompactionOptions purgeDeletionVectors(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw DeltaErrors.invalidOption("purge-share", share, "must be from 0 to 1.");
    }
    CompactionOptions copy = new CompactionOptions(this);
    copy.purgeShare = share;
    return copy;
  }

  /** Leaves large files with deletion vectors as they are. Small ones are merged all the same. */
  public CompactionOptions keepDeletionVectors() {
    CompactionOptions copy = new CompactionOptions(this);
    copy.purgeShare = NEVER;
    return copy;
  }

  public CompactionOptions compression(ParquetCompression codec) {
    CompactionOptions copy = new CompactionOptions(this);
    copy.compression = codec;
    return copy;
  }

  /** How much of the rows to be sorted is held in memory; the rest goes to temporary files. */
  public CompactionOptions sortMemory(MemorySize size) {
    CompactionOptions copy = new CompactionOptions(this);
    copy.sortMemoryBytes = size.getBytes();
    return copy;
  }

  /** How often a group's commit is tried before the group is left for the next compaction. */
  public CompactionOptions commitAttempts(int attempts) {
    if (attempts < 1) {
      throw DeltaErrors.invalidOption("commit-attempts", attempts, "must be positive.");
    }
    CompactionOptions copy = new CompactionOptions(this);
    copy.commitAttempts = attempts;
    return copy;
  }

  public long targetFileBytes() {
    return targetFileBytes;
  }

  public int minFiles() {
    return minFiles;
  }

  public List<String> sortColumns() {
    return List.copyOf(sortColumns);
  }

  public Optional<String> where() {
    return Optional.ofNullable(where);
  }

  double purgeShare() {
    return purgeShare;
  }

  ParquetCompression compression() {
    return compression;
  }

  long sortMemoryBytes() {
    return sortMemoryBytes;
  }

  int commitAttempts() {
    return commitAttempts;
  }
}
