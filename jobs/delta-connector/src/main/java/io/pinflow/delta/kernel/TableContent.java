package io.pinflow.delta.kernel;

import io.delta.kernel.Snapshot;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.ScanImpl;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.DeletionVectorDescriptor;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.io.UncheckedIOException;

/** How much a snapshot holds, by its log alone. */
public final class TableContent {

  private final long files;
  private final long bytes;
  private final long rows;

  private TableContent(long files, long bytes, long rows) {
    this.files = files;
    this.bytes = bytes;
    this.rows = rows;
  }

  public static TableContent of(DeltaEngine engine, Snapshot snapshot) {
    long files = 0;
    long bytes = 0;
    long rows = 0;
    ScanImpl scan = (ScanImpl) snapshot.getScanBuilder().build();
    try (CloseableIterator<FilteredColumnarBatch> batches =
        scan.getScanFiles(engine.kernel(), true)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> adds = batches.next().getRows()) {
          while (adds.hasNext()) {
            Row scanFile = adds.next();
            AddFile add = new AddFile(scanFile.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
            files++;
            bytes += add.getSize();
            rows +=
                add.getNumRecords().orElse(0L)
                    - add.getDeletionVector()
                        .map(DeletionVectorDescriptor::getCardinality)
                        .orElse(0L);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TableContent(files, bytes, rows);
  }

  public long files() {
    return files;
  }

  public long bytes() {
    return bytes;
  }

  public long rows() {
    return rows;
  }
}
