package io.pinflow.delta.source;

import io.pinflow.delta.kernel.ScanFile;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a scan's files into splits which keep all readers busy to the end: none larger than a
 * reader's even share, within bounds. A cut may fall anywhere: the reader of the range with a row
 * group's middle reads that group.
 */
final class SplitPlanner {

  /** Below this, opening a file once more costs more than a parallel reader saves. */
  private static final long MIN_SPLIT_BYTES = 8L << 20;

  private static final long MAX_SPLIT_BYTES = 128L << 20;

  private SplitPlanner() {}

  /**
   * @param limit enough rows for the query; files beyond it are left out where all row counts are
   *     known
   */
  static List<DeltaSourceSplit> plan(List<ScanFile> files, long limit, int parallelism) {
    return plan("", files, limit, parallelism);
  }

  /**
   * @param idPrefix tells these splits from others of the same source
   */
  static List<DeltaSourceSplit> plan(
      String idPrefix, List<ScanFile> files, long limit, int parallelism) {
    List<ScanFile> needed = first(files, limit);
    long total = needed.stream().mapToLong(ScanFile::size).sum();
    long splitBytes =
        Math.min(MAX_SPLIT_BYTES, Math.max(MIN_SPLIT_BYTES, total / Math.max(1, parallelism)));
    List<DeltaSourceSplit> splits = new ArrayList<>();
    for (ScanFile file : needed) {
      long pieces = Math.max(1, (file.size() + splitBytes - 1) / splitBytes);
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
