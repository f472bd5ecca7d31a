package io.pinflow.delta.maintenance;

import io.pinflow.delta.kernel.FileKey;
import io.pinflow.delta.kernel.LiveFile;
import io.pinflow.delta.kernel.ScanFile;
import io.pinflow.delta.source.DeltaSource;
import io.pinflow.delta.source.DeltaSourceSplit;
import io.pinflow.delta.source.DeltaSourceSplitSerializer;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Files of one partition to be rewritten together, as one commit. Immutable; may travel to another
 * machine.
 */
public final class CompactionGroup implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final long UNKNOWN = -1;

  private final String tablePath;
  private final long version;
  private final HashMap<String, String> partitionValues;
  private final ArrayList<FileKey> files;
  private final ArrayList<byte[]> splits;
  private final long bytes;
  private final long rows;

  private CompactionGroup(
      String tablePath,
      long version,
      Map<String, String> partitionValues,
      ArrayList<FileKey> files,
      ArrayList<byte[]> splits,
      long bytes,
      long rows) {
    this.tablePath = tablePath;
    this.version = version;
    this.partitionValues = new HashMap<>(partitionValues);
    this.files = files;
    this.splits = splits;
    this.bytes = bytes;
    this.rows = rows;
  }

  /**
   * @param version the table's version that the files were found in
   * @param files of one partition, at least one
   */
  static CompactionGroup of(String tablePath, long version, List<LiveFile> files) {
    ArrayList<FileKey> keys = new ArrayList<>();
    List<ScanFile> scanFiles = new ArrayList<>();
    long bytes = 0;
    long rows = 0;
    for (LiveFile file : files) {
      keys.add(file.key());
      scanFiles.add(file.file());
      bytes += file.file().size();
      rows = rows == UNKNOWN ? UNKNOWN : plus(rows, file.file().rowCount());
    }
    ArrayList<byte[]> splits = new ArrayList<>();
    try {
      for (DeltaSourceSplit split : DeltaSource.splitsOf(scanFiles)) {
        splits.add(DeltaSourceSplitSerializer.INSTANCE.serialize(split));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new CompactionGroup(
        tablePath, version, scanFiles.get(0).partitionValues(), keys, splits, bytes, rows);
  }

  private static long plus(long rows, OptionalLong more) {
    return more.isPresent() ? rows + more.getAsLong() : UNKNOWN;
  }

  public String tablePath() {
    return tablePath;
  }

  /** The table's version that the files were found in. */
  public long version() {
    return version;
  }

  /** Physical column name to serialized value, null for null. */
  public Map<String, String> partitionValues() {
    return partitionValues;
  }

  public int files() {
    return files.size();
  }

  /** Size of the files. */
  public long bytes() {
    return bytes;
  }

  List<FileKey> fileKeys() {
    return files;
  }

  /** The rows of the files which are not deleted, where all files' statistics tell. */
  OptionalLong rows() {
    return rows == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(rows);
  }

  List<DeltaSourceSplit> splits() throws IOException {
    List<DeltaSourceSplit> read = new ArrayList<>(splits.size());
    for (byte[] split : splits) {
      read.add(
          DeltaSourceSplitSerializer.INSTANCE.deserialize(
              DeltaSourceSplitSerializer.INSTANCE.getVersion(), split));
    }
    return read;
  }

  @Override
  public String toString() {
    String partition =
        partitionValues.entrySet().stream()
            .map(value -> value.getKey() + '=' + value.getValue())
            .sorted()
            .collect(Collectors.joining("/"));
    return String.format(
        "%d files, %d bytes%s of %s",
        files.size(), bytes, partition.isEmpty() ? "" : " in " + partition, tablePath);
  }
}
