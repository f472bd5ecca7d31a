package io.pinflow.delta;

import io.delta.kernel.Snapshot;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.kernel.ScanFile;
import io.pinflow.delta.kernel.TableScan;
import io.pinflow.delta.source.DeltaSource;
import io.pinflow.delta.source.reader.SplitRows;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
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

  private DeltaTableRows(DeltaSource source, List<ScanFile> files) {
    this.source = source;
    this.files =
        files.stream().map(file -> new File(source, file)).collect(Collectors.toUnmodifiableList());
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
    return new DeltaTableRows(
        source, TableScan.of(engine, tablePath, snapshot).files(Optional.empty()));
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

    private File(DeltaSource source, ScanFile file) {
      this.source = source;
      this.file = file;
    }

    public String path() {
      return file.path();
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
