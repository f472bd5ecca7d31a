package io.pinflow.jobs.clean;

import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RecordTime;
import io.pinflow.schema.TableSchema;
import java.nio.charset.StandardCharsets;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.binary.BinaryArrayData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.data.writer.BinaryArrayWriter;
import org.apache.flink.table.data.writer.BinaryRowWriter;
import org.apache.flink.table.runtime.typeutils.ArrayDataSerializer;
import org.apache.flink.table.types.logical.DoubleType;

/**
 * One table's row in Flink's binary form, filled column after column. It is one object, overwritten
 * by each record: whoever keeps a row copies it. Not thread-safe.
 */
final class TableRow {

  private static final int INITIAL_BYTES = 1024;
  private static final int DOUBLE_BYTES = 8;
  private static final int INGEST_COLUMNS = 3;
  private static final ArrayDataSerializer DOUBLES = new ArrayDataSerializer(new DoubleType());

  private final int arity;
  private final BinaryRowData row;
  private final BinaryRowWriter writer;
  private final BinaryArrayData pair = new BinaryArrayData();
  private final BinaryArrayWriter pairWriter = new BinaryArrayWriter(pair, 2, DOUBLE_BYTES);
  private int column;

  TableRow(TableSchema schema) {
    this.arity = schema.columns().size();
    this.row = new BinaryRowData(arity);
    this.writer = new BinaryRowWriter(row, INITIAL_BYTES);
  }

  TableRow start() {
    writer.reset();
    column = 0;
    return this;
  }

  TableRow text(String value) {
    if (value == null) {
      writer.setNullAt(column++);
    } else {
      // A text lies in a row as its bytes do, and the JDK encodes twice as fast as Flink.
      writer.writeBinary(column++, value.getBytes(StandardCharsets.UTF_8));
    }
    return this;
  }

  TableRow integer(int value) {
    writer.writeInt(column++, value);
    return this;
  }

  TableRow bigint(long value) {
    writer.writeLong(column++, value);
    return this;
  }

  TableRow missing() {
    writer.setNullAt(column++);
    return this;
  }

  TableRow binary(byte[] value) {
    if (value == null) {
      writer.setNullAt(column++);
    } else {
      writer.writeBinary(column++, value);
    }
    return this;
  }

  /** An instant in microseconds since the epoch. */
  TableRow instant(long micros) {
    TimestampData instant =
        TimestampData.fromEpochMillis(
            Math.floorDiv(micros, 1000L), (int) Math.floorMod(micros, 1000L) * 1000);
    writer.writeTimestamp(column++, instant, TableRowTypes.TIMESTAMP_PRECISION);
    return this;
  }

  TableRow doubles(double first, double second) {
    pairWriter.reset();
    pairWriter.writeDouble(0, first);
    pairWriter.writeDouble(1, second);
    pairWriter.complete();
    writer.writeArray(column++, pair, DOUBLES);
    return this;
  }

  /** As {@link #ingested}, every column before being null. */
  BinaryRowData onlyIngested(RawRecord record) {
    while (column < arity - INGEST_COLUMNS) {
      missing();
    }
    return ingested(record);
  }

  /** Ends the row with the three columns every table has: where and when the record came in. */
  BinaryRowData ingested(RawRecord record) {
    text(record.position().uri());
    instant(RecordTime.storable(record.timestamp()) * 1000L);
    integer(RecordTime.epochDay(record.timestamp()));
    if (column != arity) {
      throw new IllegalStateException("A row of " + arity + " columns was given " + column);
    }
    writer.complete();
    return row;
  }
}
