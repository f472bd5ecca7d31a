package io.pinflow.delta.source;

import io.pinflow.delta.kernel.DeltaErrors;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.kernel.ScanFile;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.MemorySize;

/**
 * Cuts a scan's files into splits. Unless their size is given they keep all readers busy to the
 * end: none is larger than a reader's even share, within bounds. A cut may fall anywhere: the
 * reader of the range with a row group's middle reads that group. Immutable.
 */
final class SplitPlanner implements Serializable {

  /** Splits as large as suits the number of readers. */
  static final SplitPlanner BY_PARALLELISM = new SplitPlanner(0);

  private static final long serialVersionUID = 1L;

  /** Ranges below this rarely hold a row group's middle. */
  private static final MemorySize LEAST_GIVEN = MemorySize.ofMebiBytes(1);

  /** Below this, opening a file once more costs more than a parallel reader saves. */
  private static final long MIN_SPLIT_BYTES = 8L << 20;

  private static final long MAX_SPLIT_BYTES = 128L << 20;

  private final long givenBytes;

  private SplitPlanner(long givenBytes) {
    this.givenBytes = givenBytes;
  }

  /**
   * No split is larger than this.
   *
   * @throws DeltaException if that is less than a split may be
   */
  static SplitPlanner ofSize(MemorySize size) {
    if (size.compareTo(LEAST_GIVEN) < 0) {
      throw DeltaErrors.invalidOption(
          "source.split-size",
          size,
          String.format(
              "it is less than %s. Leave it out for a size by the parallelism.", LEAST_GIVEN));
    }
    return new SplitPlanner(size.getBytes());
  }

  /**
   * @param limit enough rows for the query; files beyond it are left out where all row counts are
   *     known
   */
  List<DeltaSourceSplit> plan(List<ScanFile> files, long limit, int parallelism) {
    return plan("", files, limit, parallelism);
  }

  /**
   * @param idPrefix tells these splits from others of the same source
   */
  List<DeltaSourceSplit> plan(String idPrefix, List<ScanFile> files, long limit, int parallelism) {
    List<ScanFile> needed = first(files, limit);
    long splitBytes = givenBytes > 0 ? givenBytes : evenShare(needed, parallelism);
    List<DeltaSourceSplit> splits = new ArrayList<>();
    for (ScanFile file : needed) {
      long pieces = Math.max(1, (file.size() - 1) / splitBytes + 1);
      for (long piece = 0; piece < pieces; piece++) {
        long from = file.size() * piece / pieces;
        long to = file.size() * (piece + 1) / pieces;
        splits.add(
            new DeltaSourceSplit(
                idPrefix + splits.size(),
                file.path(),
                file.size(),
                from,
                to - from,
                file.partitionValues(),
                file.deletionVector(),
                0));
      }
    }
    return splits;
  }

  private static long evenShare(List<ScanFile> files, int parallelism) {
    long total = files.stream().mapToLong(ScanFile::size).sum();
    return Math.min(MAX_SPLIT_BYTES, Math.max(MIN_SPLIT_BYTES, total / Math.max(1, parallelism)));
  }

  private static List<ScanFile> first(List<ScanFile> files, long limit) {
    long rows = 0;
    for (int i = 0; i < files.size(); i++) {
      if (rows >= limit) {
        return files.subList(0, i);
      }
      if (files.get(i).rowCount().isEmpty()) {
        return files;
      }
      rows += files.get(i).rowCount().getAsLong();
    }
    return files;
  }
}
