package io.pinflow.delta.source.reader;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RawValueData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.types.RowKind;

/** One row of a batch after the other, straight from its columns. */
final class BatchRow implements RowData {

  private final BatchColumn[] columns;
  private RowKind kind = RowKind.INSERT;
  private int place;

  BatchRow(BatchColumn[] columns) {
    this.columns = columns;
  }

  void moveTo(int placeInColumns) {
    place = placeInColumns;
  }

  @Override
  public int getArity() {
    return columns.length;
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
    return columns[column].isNullAt(place);
  }

  @Override
  public boolean getBoolean(int column) {
    return columns[column].getBoolean(place);
  }

  @Override
  public byte getByte(int column) {
    return columns[column].getByte(place);
  }

  @Override
  public short getShort(int column) {
    return columns[column].getShort(place);
  }

  @Override
  public int getInt(int column) {
    return columns[column].getInt(place);
  }

  @Override
  public long getLong(int column) {
    return columns[column].getLong(place);
  }

  @Override
  public float getFloat(int column) {
    return columns[column].getFloat(place);
  }

  @Override
  public double getDouble(int column) {
    return columns[column].getDouble(place);
  }

  @Override
  public StringData getString(int column) {
    return columns[column].getString(place);
  }

  @Override
  public DecimalData getDecimal(int column, int precision, int scale) {
    return columns[column].getDecimal(place, precision, scale);
  }

  @Override
  public TimestampData getTimestamp(int column, int precision) {
    return columns[column].getTimestamp(place, precision);
  }

  @Override
  public byte[] getBinary(int column) {
    return columns[column].getBinary(place);
  }

  @Override
  public ArrayData getArray(int column) {
    return columns[column].getArray(place);
  }

  @Override
  public MapData getMap(int column) {
    return columns[column].getMap(place);
  }

  @Override
  public RowData getRow(int column, int fields) {
    return columns[column].getRow(place);
  }

  @Override
  public <T> RawValueData<T> getRawValue(int column) {
    throw new UnsupportedOperationException("Delta has no RAW type");
  }
}
