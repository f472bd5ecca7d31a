package io.pinflow.delta.source.reader;

import java.util.Arrays;
import javax.annotation.Nullable;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.columnar.vector.ColumnVector;

/**
 * One column of a batch, as {@link BatchRow} reads it. A class with all the accessors, since one of
 * Flink's interfaces for each type costs a cast and a search for the method with every value.
 *
 * <p>A column has the accessors of its own type; a call of another is a mistake of the planner's.
 */
abstract class BatchColumn implements ColumnVector {

  /** Absent: all slots are alike. */
  @Nullable private boolean[] nulls;

  private final boolean isNull;

  /** A column of values and nulls, of no slots yet. */
  BatchColumn() {
    this.nulls = new boolean[0];
    this.isNull = false;
  }

  /** A column either of nulls alone or of values alone. */
  BatchColumn(boolean isNull) {
    this.isNull = isNull;
  }

  final boolean[] nulls() {
    return nulls;
  }

  final void growNulls(int capacity) {
    nulls = Arrays.copyOf(nulls, capacity);
  }

  @Override
  public final boolean isNullAt(int slot) {
    return nulls == null ? isNull : nulls[slot];
  }

  public boolean getBoolean(int slot) {
    throw unexpected("BOOLEAN");
  }

  public byte getByte(int slot) {
    throw unexpected("TINYINT");
  }

  public short getShort(int slot) {
    throw unexpected("SMALLINT");
  }

  public int getInt(int slot) {
    throw unexpected("INT");
  }

  public long getLong(int slot) {
    throw unexpected("BIGINT");
  }

  public float getFloat(int slot) {
    throw unexpected("FLOAT");
  }

  public double getDouble(int slot) {
    throw unexpected("DOUBLE");
  }

  public StringData getString(int slot) {
    throw unexpected("STRING");
  }

  public byte[] getBinary(int slot) {
    throw unexpected("BYTES");
  }

  public DecimalData getDecimal(int slot, int precision, int scale) {
    throw unexpected("DECIMAL");
  }

  public TimestampData getTimestamp(int slot, int precision) {
    throw unexpected("TIMESTAMP");
  }

  public ArrayData getArray(int slot) {
    throw unexpected("ARRAY");
  }

  public MapData getMap(int slot) {
    throw unexpected("MAP");
  }

  public RowData getRow(int slot) {
    throw unexpected("ROW");
  }

  private IllegalStateException unexpected(String type) {
    return new IllegalStateException(getClass().getSimpleName() + " holds no " + type);
  }
}
