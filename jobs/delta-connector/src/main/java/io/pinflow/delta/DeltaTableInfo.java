package io.pinflow.delta;

import io.delta.kernel.Snapshot;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.kernel.TableContent;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;

/** What a Delta table holds, by its log alone. Immutable. */
public final class DeltaTableInfo {

  private final String path;
  private final long version;
  private final long files;
  private final long bytes;
  private final long rows;

  private DeltaTableInfo(String path, long version, TableContent content) {
    this.path = path;
    this.version = version;
    this.files = content.files();
    this.bytes = content.bytes();
    this.rows = content.rows();
  }

  /**
   * Reads the newest version; opens no data file.
   *
   * @param options how to reach S3, see {@link io.pinflow.delta.kernel.S3Options}
   * @return none if there is no table at the path
   */
  public static Optional<DeltaTableInfo> read(String tablePath, Configuration options) {
    try (DeltaEngine engine = DeltaEngine.create(options)) {
      Optional<Snapshot> snapshot = DeltaTable.at(engine, tablePath).find();
      return snapshot.map(
          found ->
              new DeltaTableInfo(tablePath, found.getVersion(), TableContent.of(engine, found)));
    }
  }

  public String path() {
    return path;
  }

  public long version() {
    return version;
  }

  public long files() {
    return files;
  }

  /** Size of the data files. */
  public long bytes() {
    return bytes;
  }

  /** Rows by the files' statistics, less the deleted ones; files without statistics count none. */
  public long rows() {
    return rows;
  }

  @Override
  public String toString() {
    return path + " version " + version + ": " + rows + " rows in " + files + " files";
  }
}
