package io.pinflow.delta.kernel;

import io.delta.kernel.Snapshot;
import io.delta.kernel.data.Row;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.DeletionVectorDescriptor;
import java.util.Optional;

/** How much a snapshot holds, by its log alone. */
public final class TableContent {

  private long files;
  private long bytes;
  private long rows;

  private TableContent() {}

  public static TableContent of(DeltaEngine engine, Snapshot snapshot) {
    TableContent content = new TableContent();
    ActiveFiles.forEach(engine, snapshot, Optional.empty(), content::add);
    return content;
  }

  private void add(Row scanFile) {
    AddFile file = new AddFile(scanFile.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
    files++;
    bytes += file.getSize();
    rows +=
        file.getNumRecords().orElse(0L)
            - file.getDeletionVector().map(DeletionVectorDescriptor::getCardinality).orElse(0L);
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
