package io.pinflow.delta.maintenance;

import io.delta.kernel.Snapshot;
import io.delta.kernel.expressions.Predicate;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaTypes;
import io.pinflow.delta.kernel.LiveFile;
import io.pinflow.delta.kernel.TableScan;
import io.pinflow.delta.source.PartitionFilter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses the files to rewrite and puts them into groups: within each partition, in the order they
 * were written, each file into the first group that has room. So rows written at about one time
 * stay together, and a query on a time column goes on skipping files.
 */
final class CompactionPlanner {

  /** A group of sorted rows makes up to this many files. */
  static final int SORTED_FILES_PER_GROUP = 8;

  /**
   * A file of this part of the target size is as good as one of the whole: merging it would rewrite
   * much to win little.
   */
  private static final double SMALL = 0.75;

  /** How many groups of a partition are looked at for room. */
  private static final int OPEN_GROUPS = 32;

  private final DeltaEngine engine;
  private final String tablePath;
  private final CompactionOptions options;

  CompactionPlanner(DeltaEngine engine, String tablePath, CompactionOptions options) {
    this.engine = engine;
    this.tablePath = tablePath;
    this.options = options;
  }

  /**
   * @throws io.pinflow.delta.kernel.DeltaException if the options do not fit the table
   */
  List<CompactionGroup> plan(Snapshot snapshot) {
    Optional<Predicate> filter =
        options
            .where()
            .map(
                text ->
                    PartitionFilter.parse("where", text)
                        .on(
                            DeltaTypes.toRowType(snapshot.getSchema()),
                            snapshot.getPartitionColumnNames())
                        .toKernel());
    Map<Map<String, String>, List<LiveFile>> partitions = new LinkedHashMap<>();
    for (LiveFile file : TableScan.of(engine, tablePath, snapshot).liveFiles(filter)) {
      if (isSmall(file) || isToPurge(file)) {
        partitions
            .computeIfAbsent(file.file().partitionValues(), any -> new ArrayList<>())
            .add(file);
      }
    }
    List<CompactionGroup> groups = new ArrayList<>();
    for (List<LiveFile> files : partitions.values()) {
      for (List<LiveFile> group : pack(files)) {
        groups.add(CompactionGroup.of(tablePath, snapshot.getVersion(), group));
      }
    }
    return groups;
  }

  /** Those of the files which are worth a commit of their own, in groups. */
  List<List<LiveFile>> pack(List<LiveFile> files) {
    long capacity =
        options.sortColumns().isEmpty()
            ? options.targetFileBytes()
            : Math.multiplyExact(options.targetFileBytes(), SORTED_FILES_PER_GROUP);
    List<LiveFile> ordered = new ArrayList<>(files);
    ordered.sort(
        Comparator.comparingLong(LiveFile::modificationTime)
            .thenComparing(file -> file.key().path()));
    List<Bin> all = new ArrayList<>();
    Deque<Bin> open = new ArrayDeque<>();
    for (LiveFile file : ordered) {
      Bin bin =
          open.stream()
              .filter(candidate -> candidate.takes(file, capacity))
              .findFirst()
              .orElse(null);
      if (bin == null) {
        bin = new Bin();
        all.add(bin);
        open.addLast(bin);
        if (open.size() > OPEN_GROUPS) {
          open.removeFirst();
        }
      }
      bin.add(file);
    }
    List<List<LiveFile>> groups = new ArrayList<>();
    for (Bin bin : all) {
      if (bin.files.size() >= options.minFiles() || bin.files.stream().anyMatch(this::isToPurge)) {
        groups.add(bin.files);
      }
    }
    return groups;
  }

  private boolean isSmall(LiveFile file) {
    return file.file().size() < SMALL * options.targetFileBytes();
  }

  private boolean isToPurge(LiveFile file) {
    return file.hasDeletionVector()
        && options.purgeShare() <= 1
        && file.deletedShare().orElse(1) >= options.purgeShare();
  }

  private static final class Bin {

    private final List<LiveFile> files = new ArrayList<>();
    private long bytes;

    boolean takes(LiveFile file, long capacity) {
      return bytes + file.file().size() <= capacity;
    }

    void add(LiveFile file) {
      files.add(file);
      bytes += file.file().size();
    }
  }
}
