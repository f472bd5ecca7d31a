package io.pinflow.delta.source.reader;

import java.util.Arrays;
import org.apache.flink.table.data.columnar.vector.LongColumnVector;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** BIGINT, also from a file written when the column was an INT. */
final class LongColumn extends PrimitiveColumn implements LongColumnVector {

  private final boolean fromInt;
  private long[] values = new long[0];

  LongColumn(int valueLevel, PrimitiveTypeName stored) {
    super(valueLevel);
    this.fromInt = stored == PrimitiveTypeName.INT32;
  }

  @Override
  void read(ColumnReader in, int row) {
    values[row] = fromInt ? in.getInteger() : in.getLong();
  }

  @Override
  void grow(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  public long getLong(int row) {
    return values[row];
  }
}
