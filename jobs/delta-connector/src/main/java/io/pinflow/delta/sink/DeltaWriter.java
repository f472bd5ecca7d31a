package io.pinflow.delta.sink;

import io.pinflow.delta.kernel.DataFile;
import io.pinflow.delta.kernel.PartitionValues;
import io.pinflow.delta.kernel.SourceRange;
import io.pinflow.delta.kernel.WriteErrors;
import io.pinflow.delta.parquet.DataFileFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.annotation.Nullable;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.core.fs.Path;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.ProjectedRowData;
import org.apache.flink.types.RowKind;

/**
 * Writes rows into data files, one open file per partition, and hands the finished files on at
 * every checkpoint. Keeps no state: at a checkpoint nothing is open.
 *
 * <p>A row is encoded before {@link #write} returns, so that callers may reuse it. A file that
 * cannot be written or finished fails the checkpoint. Files of a failed attempt stay behind
 * unreferenced, where no reader sees them, until the table is vacuumed.
 */
final class DeltaWriter implements CommittingSinkWriter<RowData, WriterResult> {

  private final String tablePath;
  private final List<String> columnNames;
  private final RowLayout layout;
  private final DataFileFormat format;
  private final String filePrefix;
  private final long targetFileBytes;
  private final int maxOpenFiles;
  private final SinkWriterMetricGroup metrics;
  private final Counter covered;
  @Nullable private final ProgressTracker progress;
  private final ProjectedRowData projection;
  private final Map<List<Object>, PartitionFile> open = new HashMap<>();
  private final List<DataFile> finished = new ArrayList<>();

  /** The file of the previous row: most rows belong to the same partition. */
  private PartitionFile current;

  DeltaWriter(
      SinkTable table,
      RowLayout layout,
      DataFileFormat format,
      @Nullable ProgressTracker progress,
      int subtask,
      long targetFileBytes,
      int maxOpenFiles,
      SinkWriterMetricGroup metrics) {
    this.tablePath = table.path();
    this.columnNames = table.rowType().getFieldNames();
    this.layout = layout;
    this.format = format;
    this.filePrefix = String.format(Locale.ROOT, "part-%05d-", subtask);
    this.targetFileBytes = targetFileBytes;
    this.maxOpenFiles = maxOpenFiles;
    this.metrics = metrics;
    this.covered = metrics.counter("deltaRowsAlreadyCovered");
    this.progress = progress;
    this.projection =
        layout.dataColumnsComeFirst() ? null : ProjectedRowData.from(layout.dataColumns());
  }

  @Override
  public void write(RowData row, Context context) throws IOException {
    boolean stored = progress == null || progress.isStored(row);
    if (stored) {
      check(row);
    }
    if (progress != null && !progress.add(row)) {
      covered.inc();
      return;
    }
    if (!stored) {
      return;
    }
    try {
      if (current == null || !current.takes(row)) {
        current = fileOf(row);
      }
      RowData data = projection == null ? row : projection.replaceRow(row);
      if (current.write(data, targetFileBytes)) {
        finish(current);
      }
    } catch (IOException e) {
      throw WriteErrors.dataFileFailed(tablePath, e);
    }
  }

  @Override
  public void flush(boolean endOfInput) {
    // prepareCommit, which always follows, finishes the files.
  }

  @Override
  public List<WriterResult> prepareCommit() throws IOException {
    try {
      for (PartitionFile file : List.copyOf(open.values())) {
        finish(file);
      }
    } catch (IOException e) {
      throw WriteErrors.dataFileFailed(tablePath, e);
    }
    List<SourceRange> ranges = progress == null ? List.of() : progress.drain();
    if (finished.isEmpty() && ranges.isEmpty()) {
      return List.of();
    }
    WriterResult result = new WriterResult(finished, ranges);
    finished.clear();
    return List.of(result);
  }

  @Override
  public void close() {
    open.values().forEach(PartitionFile::abort);
    open.clear();
  }

  private void check(RowData row) {
    if (row.getRowKind() != RowKind.INSERT) {
      throw WriteErrors.notAppendOnly(tablePath, row.getRowKind());
    }
    for (int column : layout.requiredColumns()) {
      if (row.isNullAt(column)) {
        throw WriteErrors.nullInRequiredColumn(tablePath, columnNames.get(column));
      }
    }
  }

  private PartitionFile fileOf(RowData row) throws IOException {
    Object[] values = new Object[layout.partitionColumns().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = layout.partitionColumns().get(i).value(row);
    }
    List<Object> key = Collections.unmodifiableList(Arrays.asList(values));
    PartitionFile file = open.get(key);
    if (file == null) {
      if (open.size() >= maxOpenFiles) {
        finish(Collections.max(open.values(), Comparator.comparing(PartitionFile::estimatedBytes)));
      }
      file = open(key);
      open.put(key, file);
    }
    return file;
  }

  private PartitionFile open(List<Object> values) throws IOException {
    Map<String, String> serialized = layout.serialize(values);
    String relativePath =
        PartitionValues.directory(serialized)
            + filePrefix
            + UUID.randomUUID()
            + format.fileExtension();
    return new PartitionFile(
        layout.partitionColumns(),
        values,
        serialized,
        relativePath,
        format.open(new Path(tablePath, relativePath)));
  }

  private void finish(PartitionFile file) throws IOException {
    open.remove(file.values());
    if (file == current) {
      current = null;
    }
    DataFile written = file.finish();
    metrics.getNumRecordsSendCounter().inc(written.rows());
    metrics.getNumBytesSendCounter().inc(written.bytes());
    finished.add(written);
  }
}
