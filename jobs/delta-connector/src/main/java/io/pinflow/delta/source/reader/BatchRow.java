package io.pinflow.delta.source.reader;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RawValueData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.columnar.vector.ArrayColumnVector;
import org.apache.flink.table.data.columnar.vector.BooleanColumnVector;
import org.apache.flink.table.data.columnar.vector.ByteColumnVector;
import org.apache.flink.table.data.columnar.vector.BytesColumnVector;
import org.apache.flink.table.data.columnar.vector.ColumnVector;
import org.apache.flink.table.data.columnar.vector.DecimalColumnVector;
import org.apache.flink.table.data.columnar.vector.DoubleColumnVector;
import org.apache.flink.table.data.columnar.vector.FloatColumnVector;
import org.apache.flink.table.data.columnar.vector.IntColumnVector;
import org.apache.flink.table.data.columnar.vector.LongColumnVector;
import org.apache.flink.table.data.columnar.vector.MapColumnVector;
import org.apache.flink.table.data.columnar.vector.RowColumnVector;
import org.apache.flink.table.data.columnar.vector.ShortColumnVector;
import org.apache.flink.table.data.columnar.vector.TimestampColumnVector;
import org.apache.flink.types.RowKind;

/** One row of a batch after the other, straight from the vectors. */
final class BatchRow implements RowData {

  private final ColumnVector[] vectors;
  private RowKind kind = RowKind.INSERT;
  private int place;

  BatchRow(ColumnVector[] vectors) {
    this.vectors = vectors;
  }

  void moveTo(int placeInVectors) {
    place = placeInVectors;
  }

  @Override
  public int getArity() {
    return vectors.length;
  }

  @Override
  public RowKind getRowKind() {
    return kind;
  }

  @Override
  public void setRowKind(RowKind rowKind) {
    kind = rowKind;
  }

  @Override
  public boolean isNullAt(int column) {
    return vectors[column].isNullAt(place);
  }

  @Override
  public boolean getBoolean(int column) {
    return ((BooleanColumnVector) vectors[column]).getBoolean(place);
  }

  @Override
  public byte getByte(int column) {
    return ((ByteColumnVector) vectors[column]).getByte(place);
  }

  @Override
  public short getShort(int column) {
    return ((ShortColumnVector) vectors[column]).getShort(place);
  }

  @Override
  public int getInt(int column) {
    return ((IntColumnVector) vectors[column]).getInt(place);
  }

  @Override
  public long getLong(int column) {
    return ((LongColumnVector) vectors[column]).getLong(place);
  }

  @Override
  public float getFloat(int column) {
    return ((FloatColumnVector) vectors[column]).getFloat(place);
  }

  @Override
  public double getDouble(int column) {
    return ((DoubleColumnVector) vectors[column]).getDouble(place);
  }

  @Override
  public StringData getString(int column) {
    return ((StringVector) vectors[column]).getString(place);
  }

  @Override
  public DecimalData getDecimal(int column, int precision, int scale) {
    return ((DecimalColumnVector) vectors[column]).getDecimal(place, precision, scale);
  }

  @Override
  public TimestampData getTimestamp(int column, int precision) {
    return ((TimestampColumnVector) vectors[column]).getTimestamp(place, precision);
  }

  @Override
  public byte[] getBinary(int column) {
    return ((BytesColumnVector) vectors[column]).getBytes(place).getBytes();
  }

  @Override
  public ArrayData getArray(int column) {
    return ((ArrayColumnVector) vectors[column]).getArray(place);
  }

  @Override
  public MapData getMap(int column) {
    return ((MapColumnVector) vectors[column]).getMap(place);
  }

  @Override
  public RowData getRow(int column, int fields) {
    return ((RowColumnVector) vectors[column]).getRow(place);
  }

  @Override
  public <T> RawValueData<T> getRawValue(int column) {
    throw new UnsupportedOperationException("Delta has no RAW type");
  }
}
