package io.pinflow.delta.kernel;

import io.delta.kernel.Snapshot;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.annotation.Nullable;

/** Which rows of a table an overwrite replaces. Immutable. */
public final class OverwriteScope implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final OverwriteScope TABLE = new OverwriteScope(true, null);
  private static final OverwriteScope WRITTEN_PARTITIONS = new OverwriteScope(false, null);

  private final boolean all;
  @Nullable private final HashMap<String, String> partition;

  private OverwriteScope(boolean all, @Nullable HashMap<String, String> partition) {
    this.all = all;
    this.partition = partition;
  }

  /** All of them. */
  public static OverwriteScope table() {
    return TABLE;
  }

  /**
   * Those of one partition, also if there are no new ones. New rows must all belong to it.
   *
   * @param values of all partition columns by name: the texts which the log has for them, null for
   *     null
   */
  public static OverwriteScope partition(Map<String, String> values) {
    return new OverwriteScope(false, new HashMap<>(values));
  }

  /** Those of the partitions which get new rows; others stay as they are. */
  public static OverwriteScope writtenPartitions() {
    return WRITTEN_PARTITIONS;
  }

  /**
   * Whether the scope can be one of a table.
   *
   * @throws DeltaException if it names a partition by other columns than the table has
   */
  public void requireFits(String tablePath, Collection<String> partitionColumns) {
    if (partition != null && !partition.keySet().equals(Set.copyOf(partitionColumns))) {
      throw WriteErrors.overwrittenPartitionUnknown(
          tablePath, partition.keySet(), partitionColumns);
    }
  }

  /**
   * Tells the files which are replaced, by their partition values under physical names.
   *
   * @param written what replaces them
   * @throws DeltaException if one of those belongs to another partition
   */
  Predicate<Map<String, String>> in(Snapshot snapshot, List<DataFile> written) {
    if (all) {
      return values -> true;
    }
    PartitionKeys keys = PartitionKeys.of(snapshot);
    Set<List<Object>> partitions =
        written.stream()
            .map(file -> keys.ofFile(file.partitionValues()))
            .collect(Collectors.toSet());
    if (partition != null) {
      requireFits(snapshot.getPath(), snapshot.getPartitionColumnNames());
      List<Object> one = keys.ofColumns(partition);
      if (!Set.of(one).containsAll(partitions)) {
        throw WriteErrors.rowsOutsideOverwrittenPartition(
            snapshot.getPath(), partition, partitions);
      }
      return values -> keys.ofFile(values).equals(one);
    }
    return values -> partitions.contains(keys.ofFile(values));
  }

  @Override
  public String toString() {
    return all ? "all rows" : partition == null ? "the partitions written" : "" + partition;
  }
}
