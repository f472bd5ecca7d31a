package io.pinflow.delta;

import io.delta.kernel.Snapshot;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.kernel.ScanFile;
import io.pinflow.delta.kernel.TableColumns;
import io.pinflow.delta.kernel.TableScan;
import io.pinflow.delta.source.DeltaSource;
import io.pinflow.delta.source.reader.SplitRows;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.data.RowData;

/**
 * The rows of the newest version of a Delta table, read in the calling thread, data file by data
 * file: one which cannot be read does not keep the caller from the others. Immutable.
 */
public final class DeltaTableRows {

  private final DeltaSource source;
  private final List<File> files;

  private DeltaTableRows(DeltaSource source, List<File> files) {
    this.source = source;
    this.files = files;
  }

  /**
   * Reads the log; opens no data file.
   *
   * @param columns of the rows, in this order
   * @param options how to reach S3, see {@link io.pinflow.delta.kernel.S3Options}
   * @return none if there is no table at the path
   * @throws io.pinflow.delta.kernel.DeltaException if the table lacks a column, or needs a feature
   *     that this connector does not have
   */
  public static Optional<DeltaTableRows> open(
      String tablePath, List<String> columns, Configuration options) {
    try (DeltaEngine engine = DeltaEngine.create(options)) {
      return DeltaTable.at(engine, tablePath)
          .find()
          .map(snapshot -> open(engine, tablePath, snapshot, columns, options));
    }
  }

  private static DeltaTableRows open(
      DeltaEngine engine,
      String tablePath,
      Snapshot snapshot,
      List<String> columns,
      Configuration options) {
    DeltaSource source =
        DeltaSource.forBoundedRowData(tablePath)
            .snapshot(snapshot)
            .columns(columns)
            .configuration(options)
            .build();
    Map<String, String> partition = physicalNames(TableColumns.of(snapshot));
    return new DeltaTableRows(
        source,
        TableScan.of(engine, tablePath, snapshot).files(Optional.empty()).stream()
            .map(file -> new File(source, file, partition))
            .collect(Collectors.toUnmodifiableList()));
  }

  private static Map<String, String> physicalNames(TableColumns columns) {
    return columns.partitionColumns().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                name -> name, name -> columns.physicalName(columns.schema().get(name))));
  }

  public long version() {
    return source.version();
  }

  /** The data files of this version. */
  public List<File> files() {
    return files;
  }

  /** The rows of one data file. Immutable. */
  public static final class File {

    private final DeltaSource source;
    private final ScanFile file;
    private final Map<String, String> partition;

    private File(DeltaSource source, ScanFile file, Map<String, String> partition) {
      this.source = source;
      this.file = file;
      this.partition = partition;
    }

    public String path() {
      return file.path();
    }

    /**
     * How many rows are not deleted, by the log alone; empty where the file's writer left it out.
     */
    public OptionalLong rowCount() {
      return file.rowCount();
    }

    /**
     * The value of a partition column which all its rows have, as the log has it: a date as {@code
     * 2024-01-31}. Empty for null.
     *
     * @throws IllegalArgumentException if the table is not partitioned by that column
     */
    public Optional<String> partitionValue(String column) {
      String physicalName = partition.get(column);
      if (physicalName == null) {
        throw new IllegalArgumentException(
            "'" + column + "' is no partition column; there are " + partition.keySet());
      }
      return Optional.ofNullable(file.partitionValues().get(physicalName));
    }

    /**
     * Reads all rows which are not deleted.
     *
     * @param rows takes each row, which is good until it returns
     * @throws IOException if the file cannot be read
     * @throws io.pinflow.delta.kernel.DeltaException if it is gone, or does not fit the table
     */
    public void forEach(Consumer<RowData> rows) throws IOException {
      try (SplitRows read = source.read(DeltaSource.splitsOf(List.of(file)))) {
        for (RowData row = read.next(); row != null; row = read.next()) {
          rows.accept(row);
        }
      }
    }
  }
}
