package io.pinflow.delta.source.reader;

import io.pinflow.delta.kernel.DeltaErrors;
import io.pinflow.delta.source.DeltaSourceSplit;
import io.pinflow.delta.source.ScanColumn;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.Nullable;
import org.apache.flink.core.fs.Path;
import org.apache.flink.formats.parquet.ParquetInputFile;
import org.apache.flink.table.data.columnar.vector.ColumnVector;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.VersionParser;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.VersionParser.VersionParseException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** The rows of one split, read batch by batch in the file's order. */
final class ParquetSplitRows implements Closeable {

  /** Values are taken from the column readers; none of them is ever pushed into a converter. */
  private static final class Unused extends PrimitiveConverter {}

  private final DeltaSourceSplit split;
  private final List<ScanColumn> columns;
  private final ParquetFileReader file;
  private final FileColumns fileColumns;
  private final Type[] fields;
  private final MessageType requested;
  @Nullable private final ParsedVersion writer;

  private ColumnReader[] readers;
  private long rowsLeftInGroup;
  private long rowsLeft;

  /** Rows read before a failure which lie in the row group that is read next. */
  private long rowsToSkip;

  private ParquetSplitRows(
      DeltaSourceSplit split, List<ScanColumn> columns, long limit, ParquetFileReader file) {
    this.split = split;
    this.columns = columns;
    this.file = file;
    MessageType schema = file.getFileMetaData().getSchema();
    this.fileColumns = new FileColumns(split.path(), schema);
    this.fields = new Type[columns.size()];
    Set<Type> wanted = new LinkedHashSet<>();
    for (int i = 0; i < fields.length; i++) {
      fields[i] = columns.get(i).isPartition() ? null : fileColumns.find(columns.get(i));
      if (fields[i] != null) {
        wanted.add(fields[i]);
      }
    }
    this.requested = new MessageType(schema.getName(), List.copyOf(wanted));
    this.writer = parseWriter(file.getFileMetaData().getCreatedBy());
    this.rowsLeft = Math.min(file.getRecordCount(), limit);
    file.setRequestedSchema(requested);
    skip(split.rowsRead());
  }

  /**
   * @param limit read no more rows of a split than this, those already read included
   */
  static ParquetSplitRows open(DeltaSourceSplit split, List<ScanColumn> columns, long limit)
      throws IOException {
    Path path = new Path(split.path());
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withRange(split.offset(), split.offset() + split.length())
            .build();
    try {
      ParquetInputFile input =
          new ParquetInputFile(path.getFileSystem().open(path), split.fileSize());
      ParquetFileReader file = ParquetFileReader.open(input, options);
      try {
        return new ParquetSplitRows(split, columns, limit, file);
      } catch (RuntimeException e) {
        file.close();
        throw e;
      }
    } catch (FileNotFoundException e) {
      throw DeltaErrors.missingDataFile(split.path(), e);
    }
  }

  private void skip(long rowsRead) {
    rowsLeft = Math.max(0, rowsLeft - rowsRead);
    rowsToSkip = rowsRead;
    for (BlockMetaData group : file.getRowGroups()) {
      if (group.getRowCount() > rowsToSkip) {
        break;
      }
      rowsToSkip -= group.getRowCount();
      file.skipNextRowGroup();
    }
  }

  boolean isEmpty() {
    return rowsLeft == 0;
  }

  /** Fills the batch with the next rows, of which there must be some. */
  RowBatch next(RowBatch batch) throws IOException {
    if (rowsLeftInGroup == 0) {
      openRowGroup();
    }
    int rows = (int) Math.min(rowsLeftInGroup, Math.min(RowBatch.CAPACITY, rowsLeft + rowsToSkip));
    ColumnVector[] vectors = batch.vectorsOf(this);
    if (vectors == null) {
      vectors = createVectors();
      batch.adopt(this, vectors);
    }
    for (int i = 0; i < vectors.length; i++) {
      if (fields[i] != null) {
        ((Column) vectors[i]).fill(readers[i], rows);
      }
    }
    int skipped = (int) Math.min(rowsToSkip, rows);
    rowsToSkip -= skipped;
    rowsLeftInGroup -= rows;
    rowsLeft -= rows - skipped;
    return batch.deliver(split.splitId(), skipped, rows, rowsLeft == 0);
  }

  private void openRowGroup() throws IOException {
    if (requested.getFieldCount() == 0) {
      // Nothing but partition values and absent columns: the footer's row counts are all there is
      // to read.
      rowsLeftInGroup = rowsLeft + rowsToSkip;
      return;
    }
    PageReadStore pages = file.readNextRowGroup();
    if (pages == null) {
      throw new IOException(
          String.format("'%s' ends %d rows before its footer says", split.path(), rowsLeft));
    }
    rowsLeftInGroup = pages.getRowCount();
    readers = new ColumnReader[fields.length];
    for (int i = 0; i < fields.length; i++) {
      if (fields[i] != null) {
        ColumnDescriptor leaf = leaf(fields[i]);
        readers[i] = new ColumnReaderImpl(leaf, pages.getPageReader(leaf), new Unused(), writer);
      }
    }
  }

  /** A field read here has one leaf, be it a primitive or an array of them. */
  private ColumnDescriptor leaf(Type field) {
    for (ColumnDescriptor column : requested.getColumns()) {
      if (column.getPath()[0].equals(field.getName())) {
        return column;
      }
    }
    throw new IllegalStateException("The field " + field + " has no leaf");
  }

  private ColumnVector[] createVectors() {
    ColumnVector[] vectors = new ColumnVector[columns.size()];
    for (int i = 0; i < vectors.length; i++) {
      ScanColumn column = columns.get(i);
      if (column.isPartition()) {
        String text = split.partitionValues().get(column.physicalName());
        vectors[i] = ConstantColumn.ofPartition(column.name(), column.type(), text);
      } else if (fields[i] == null) {
        vectors[i] = ConstantColumn.NULL;
      } else {
        vectors[i] = fileColumns.vector(column, fields[i]);
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
