package io.pinflow.delta.kernel;

import io.delta.kernel.Snapshot;
import io.delta.kernel.data.Row;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.Protocol;
import io.delta.kernel.types.StructField;
import io.delta.kernel.utils.FileStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads from one snapshot which data files a query needs. */
public final class TableScan {

  /**
   * What {@code io.pinflow.delta.source} can honour; files with a deletion vector are refused one
   * by one.
   */
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
  private final TableColumns columns;

  private TableScan(DeltaEngine engine, Snapshot snapshot) {
    this.engine = engine;
    this.snapshot = snapshot;
    this.columns = TableColumns.of(snapshot.getMetadata());
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
   *
   * @throws DeltaException if one of the files has a deletion vector
   */
  public List<ScanFile> files(Optional<Predicate> filter) {
    List<ScanFile> files = new ArrayList<>();
    ActiveFiles.forEach(engine, snapshot, filter, row -> files.add(toScanFile(row)));
    files.sort(Comparator.comparingLong(ScanFile::size).reversed().thenComparing(ScanFile::path));
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
          files.add(new LiveFile(FileKey.of(add), toScanFile(row), add.getDeletionVector()));
        });
    files.sort(Comparator.comparing(file -> file.key().path()));
    return files;
  }

  /** The name under which a column is stored in data files and partition values. */
  public String physicalName(StructField column) {
    return columns.physicalName(column);
  }

  /**
   * The field id by which a column is found in data files, if this table goes by id and not by
   * name.
   */
  public OptionalInt fieldId(StructField column) {
    return columns.fieldId(column);
  }

  /**
   * @param row with the file's "add" action and the table's root, as Kernel's scans have them
   */
  static ScanFile toScanFile(Row row) {
    if (InternalScanFileUtils.getDeletionVectorDescriptorFromRow(row) != null) {
      throw DeltaErrors.unsupportedFeature(row.getString(TABLE_ROOT), "deletionVectors");
    }
    FileStatus status = InternalScanFileUtils.getAddFileStatus(row);
    Map<String, String> values = new HashMap<>(InternalScanFileUtils.getPartitionValues(row));
    AddFile add = new AddFile(row.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
    OptionalLong rowCount =
        add.getNumRecords().map(OptionalLong::of).orElseGet(OptionalLong::empty);
    return new ScanFile(status.getPath(), status.getSize(), values, rowCount);
  }
}
