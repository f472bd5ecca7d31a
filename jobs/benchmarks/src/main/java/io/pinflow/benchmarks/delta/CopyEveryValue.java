package io.pinflow.benchmarks.delta;

import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.core.memory.MemorySegmentFactory;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.binary.BinaryStringData;

/**
 * Copies every value of a row, each byte of a text included, one behind the other into a buffer,
 * and lets no row pass: what Spark does before its "noop" sink throws the row away. Written out for
 * the columns at hand, as both engines' planners generate such code.
 */
abstract class CopyEveryValue extends RichFilterFunction<RowData> {

  private static final long serialVersionUID = 1L;

  private static final int LARGEST_ROW = 1 << 16;

  private transient MemorySegment copy;
  private transient int size;

  /** For rows of these columns of a {@link SparkTable}. */
  static CopyEveryValue of(List<String> columns) {
    return columns.equals(SparkTable.ALL_COLUMNS) ? new AllColumns() : new TwoColumns();
  }

  @Override
  public final void open(OpenContext context) {
    copy = MemorySegmentFactory.allocateUnpooledSegment(LARGEST_ROW);
  }

  @Override
  public final boolean filter(RowData row) {
    size = 0;
    copy(row);
    // Never so, but nothing the compiler knows.
    return copy.get(0) == 0 && size > LARGEST_ROW;
  }

  abstract void copy(RowData row);

  final void copyInt(RowData row, int column) {
    if (!row.isNullAt(column)) {
      add(row.getInt(column));
    }
  }

  final void copyLong(RowData row, int column) {
    if (!row.isNullAt(column)) {
      add(row.getLong(column));
    }
  }

  final void copyDouble(RowData row, int column) {
    if (!row.isNullAt(column)) {
      add(Double.doubleToRawLongBits(row.getDouble(column)));
    }
  }

  final void copyDecimal(RowData row, int column, int precision, int scale) {
    if (!row.isNullAt(column)) {
      add(row.getDecimal(column, precision, scale).toUnscaledLong());
    }
  }

  final void copyTimestamp(RowData row, int column) {
    if (!row.isNullAt(column)) {
      TimestampData timestamp = row.getTimestamp(column, 6);
      add(timestamp.getMillisecond());
      add(timestamp.getNanoOfMillisecond());
    }
  }

  final void copyText(RowData row, int column) {
    if (!row.isNullAt(column)) {
      BinaryStringData text = (BinaryStringData) row.getString(column);
      int length = text.getSizeInBytes();
      add(length);
      text.getSegments()[0].copyTo(text.getOffset(), copy, size, length);
      size += length;
    }
  }

  private void add(int value) {
    copy.putInt(size, value);
    size += Integer.BYTES;
  }

  private void add(long value) {
    copy.putLong(size, value);
    size += Long.BYTES;
  }

  private static final class AllColumns extends CopyEveryValue {

    private static final long serialVersionUID = 1L;

    @Override
    void copy(RowData row) {
      copyInt(row, 0);
      copyText(row, 1);
      copyText(row, 2);
      copyText(row, 3);
      copyLong(row, 4);
      copyText(row, 5);
      copyText(row, 6);
      copyText(row, 7);
      copyDouble(row, 8);
      copyDecimal(row, 9, 10, 2);
      copyTimestamp(row, 10);
      copyInt(row, 11);
    }
  }

  private static final class TwoColumns extends CopyEveryValue {

    private static final long serialVersionUID = 1L;

    @Override
    void copy(RowData row) {
      copyInt(row, 0);
      copyText(row, 1);
    }
  }
}
