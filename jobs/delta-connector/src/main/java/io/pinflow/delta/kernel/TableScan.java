package io.pinflow.delta.kernel;

import io.delta.kernel.Snapshot;
import io.delta.kernel.data.Row;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.Protocol;
import io.delta.kernel.internal.fs.Path;
import io.delta.kernel.utils.FileStatus;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads from one snapshot which data files a query needs. */
public final class TableScan {

  /** What {@code io.pinflow.delta.source} can honour. */
  private static final Set<String> READER_FEATURES =
      Set.of(
          "columnMapping",
          "deletionVectors",
          "timestampNtz",
          "typeWidening",
          "typeWidening-preview",
          "v2Checkpoint",
          "vacuumProtocolCheck");

  private static final int TABLE_ROOT =
      InternalScanFileUtils.SCAN_FILE_SCHEMA.indexOf(
          InternalScanFileUtils.TABLE_ROOT_STRUCT_FIELD.getName());

  private final DeltaEngine engine;
  private final Snapshot snapshot;

  private TableScan(DeltaEngine engine, Snapshot snapshot) {
    this.engine = engine;
    this.snapshot = snapshot;
  }

  /**
   * @throws DeltaException if the table has a feature without which its rows would be read wrongly
   */
  public static TableScan of(DeltaEngine engine, String tablePath, Snapshot snapshot) {
    requireReadable(tablePath, snapshot.getProtocol());
    return new TableScan(engine, snapshot);
  }

  static void requireReadable(String tablePath, Protocol protocol) {
    for (String feature : protocol.getReaderFeatures()) {
      if (!READER_FEATURES.contains(feature)) {
        throw DeltaErrors.unsupportedFeature(tablePath, feature);
      }
    }
  }

  /**
   * The files which may hold a row that satisfies the filter, the largest first. A condition on
   * partition columns is decided exactly; one on others leaves out the files whose statistics rule
   * it out.
   */
  public List<ScanFile> files(Optional<Predicate> filter) {
    List<ScanFile> files = new ArrayList<>();
    ActiveFiles.forEach(engine, snapshot, filter, row -> files.add(toScanFile(row)));
    files.sort(Comparator.comparingLong(ScanFile::size).reversed().thenComparing(ScanFile::path));
    return files;
  }

  /** The files which were made at a time or later, by the log; those of a compaction are new. */
  public List<ScanFile> filesSince(long epochMillis) {
    List<ScanFile> files = new ArrayList<>();
    ActiveFiles.forEach(
        engine,
        snapshot,
        Optional.empty(),
        row -> {
          if (InternalScanFileUtils.getAddFileStatus(row).getModificationTime() >= epochMillis) {
            files.add(toScanFile(row));
          }
        });
    return files;
  }

  /** As {@link #files}, with what it takes to replace them. In the order of their paths. */
  public List<LiveFile> liveFiles(Optional<Predicate> filter) {
    List<LiveFile> files = new ArrayList<>();
    ActiveFiles.forEach(
        engine,
        snapshot,
        filter,
        row -> {
          AddFile add = new AddFile(row.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
          files.add(new LiveFile(add, toScanFile(row)));
        });
    files.sort(Comparator.comparing(file -> file.key().path()));
    return files;
  }

  /**
   * What the log says of the rows of the files which {@link #files} would give.
   *
   * @param columns names of columns to summarize
   */
  public TableSummary summary(Optional<Predicate> filter, List<String> columns) {
    TableSummary.Builder summary = new TableSummary.Builder(TableColumns.of(snapshot), columns);
    ActiveFiles.forEach(
        engine,
        snapshot,
        filter,
        row -> summary.add(new AddFile(row.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL))));
    return summary.build();
  }

  /**
   * @param row with the file's "add" action and the table's root, as Kernel's scans have them
   */
  static ScanFile toScanFile(Row row) {
    FileStatus status = InternalScanFileUtils.getAddFileStatus(row);
    AddFile add = new AddFile(row.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
    String tableRoot = new Path(URI.create(row.getString(TABLE_ROOT))).toString();
    Optional<DeletionVector> deletionVector =
        add.getDeletionVector().map(descriptor -> DeletionVector.of(descriptor, tableRoot));
    long deleted = deletionVector.map(DeletionVector::cardinality).orElse(0L);
    OptionalLong rowCount =
        add.getNumRecords()
            .map(rows -> OptionalLong.of(rows - deleted))
            .orElseGet(OptionalLong::empty);
    return new ScanFile(
        status.getPath(),
        status.getSize(),
        new HashMap<>(InternalScanFileUtils.getPartitionValues(row)),
        rowCount,
        deletionVector);
  }
}
