package io.pinflow.delta.source.reader;

import io.pinflow.delta.kernel.ReadErrors;
import io.pinflow.delta.source.DeltaSourceSplit;
import io.pinflow.delta.source.ScanColumn;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.function.LongPredicate;
import javax.annotation.Nullable;
import org.apache.flink.core.fs.Path;
import org.apache.flink.formats.parquet.ParquetInputFile;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.VersionParser;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.VersionParser.VersionParseException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopCodecs;

/** The rows of one split, read batch by batch in the file's order. */
final class ParquetSplitRows implements Closeable {

  private final DeltaSourceSplit split;
  private final List<ScanColumn> columns;
  private final ParquetFileReader file;
  private final FileColumns fileColumns;
  private final List<ColumnDescriptor> leaves;
  private final RowGroups groups;
  @Nullable private final ParsedVersion writer;

  /** Those of the first batch, which show what is to be read. */
  @Nullable private BatchColumn[] firstVectors;

  private LeafReader[] readers;
  private long limitLeft;
  private boolean empty;

  private ParquetSplitRows(
      DeltaSourceSplit split,
      List<ScanColumn> columns,
      long limit,
      ParquetFileReader file,
      LongPredicate deleted)
      throws IOException {
    this.split = split;
    this.columns = columns;
    this.file = file;
    this.fileColumns = new FileColumns(split.path(), file.getFileMetaData().getSchema());
    this.firstVectors = createVectors();
    this.leaves = fileColumns.leaves();
    this.writer = parseWriter(file.getFileMetaData().getCreatedBy());
    this.groups = new RowGroups(file.getRowGroups(), deleted);
    file.setRequestedSchema(leaves);
    this.limitLeft = limit - split.rowsRead();
    this.empty = limitLeft <= 0 || !groups.skip(split.rowsRead());
    if (!empty) {
      openRowGroup();
    }
  }

  /**
   * @param limit read no more rows of a split than this, those already read included
   * @param deletionVectors loads those of files with deleted rows
   * @param leftOut whether the row at a position of the file is left out, as if it were deleted
   */
  static ParquetSplitRows open(
      DeltaSourceSplit split,
      List<ScanColumn> columns,
      long limit,
      DeletionVectorLoader deletionVectors,
      LongPredicate leftOut)
      throws IOException {
    Path path = new Path(split.path());
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(
                new PageDecompression(HadoopCodecs.newFactory(new PlainParquetConfiguration(), 0)))
            .withRange(split.offset(), split.offset() + split.length())
            .build();
    try {
      LongPredicate deleted =
          split.deletionVector().isPresent()
              ? deletionVectors.load(split.deletionVector().get()).or(leftOut)
              : leftOut;
      ParquetInputFile input =
          new ParquetInputFile(path.getFileSystem().open(path), split.fileSize());
      ParquetFileReader file = ParquetFileReader.open(input, options);
      try {
        return new ParquetSplitRows(split, columns, limit, file, deleted);
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
    } catch (FileNotFoundException e) {
      throw ReadErrors.missingDataFile(split.path(), e);
    }
  }

  boolean isEmpty() {
    return empty;
  }

  /** Fills the batch with the next rows. It may stay empty if all of these are deleted. */
  RowBatch next(RowBatch batch) throws IOException {
    int rows = (int) Math.min(groups.leftInGroup(), RowBatch.CAPACITY);
    if (split.deletionVector().isEmpty()) {
      rows = (int) Math.min(rows, Math.max(limitLeft, 1));
    }
    BatchColumn[] vectors = batch.vectorsOf(this);
    if (vectors == null) {
      vectors = firstVectors == null ? createVectors() : firstVectors;
      firstVectors = null;
      batch.adopt(this, vectors);
    }
    for (BatchColumn vector : vectors) {
      if (vector instanceof Column) {
        ((Column) vector).fill(readers, rows);
      }
    }
    batch.clear(groups.position());
    for (int row = 0; row < rows && limitLeft > 0; row++) {
      if (groups.pass()) {
        batch.offer(row);
        limitLeft--;
      }
    }
    if (limitLeft == 0) {
      empty = true;
    } else if (groups.leftInGroup() == 0) {
      empty = !groups.nextGroup();
      if (!empty) {
        openRowGroup();
      }
    }
    return batch.deliver(split.splitId(), empty);
  }

  private void openRowGroup() throws IOException {
    readers = new LeafReader[leaves.size()];
    if (readers.length == 0) {
      // Nothing but partition values and absent columns: the footer's row counts are all there is.
      return;
    }
    PageReadStore pages = file.readRowGroup(groups.group());
    for (int i = 0; i < readers.length; i++) {
      readers[i] = new LeafReader(leaves.get(i), pages.getPageReader(leaves.get(i)), writer);
    }
  }

  private BatchColumn[] createVectors() {
    BatchColumn[] vectors = new BatchColumn[columns.size()];
    for (int i = 0; i < vectors.length; i++) {
      ScanColumn column = columns.get(i);
      if (column.isPartition()) {
        String text = split.partitionValues().get(column.physicalName());
        vectors[i] = ConstantColumn.ofPartition(column.name(), column.type(), text);
      } else {
        Column vector = fileColumns.vector(column);
        vectors[i] = vector == null ? ConstantColumn.NULL : vector;
      }
    }
    return vectors;
  }

  /** Parquet works around the bugs of some writers by their version, where it can be told. */
  @Nullable
  private static ParsedVersion parseWriter(@Nullable String createdBy) {
    try {
      return createdBy == null ? null : VersionParser.parse(createdBy);
    } catch (VersionParseException | RuntimeException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
