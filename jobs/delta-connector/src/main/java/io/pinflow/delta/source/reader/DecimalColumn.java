package io.pinflow.delta.source.reader;

import java.util.Arrays;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.columnar.vector.DecimalColumnVector;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** DECIMAL, an unscaled integer which Parquet stores as INT32, INT64 or big-endian bytes. */
final class DecimalColumn extends PrimitiveColumn implements DecimalColumnVector {

  private final PrimitiveTypeName stored;
  private final boolean inBytes;
  private long[] unscaled = new long[0];
  private byte[][] unscaledBytes = new byte[0][];

  DecimalColumn(int valueLevel, PrimitiveTypeName stored) {
    super(valueLevel);
    this.stored = stored;
    this.inBytes = stored != PrimitiveTypeName.INT32 && stored != PrimitiveTypeName.INT64;
  }

  @Override
  void read(ColumnReader in, int row) {
    if (inBytes) {
      unscaledBytes[row] = in.getBinary().getBytesUnsafe();
    } else {
      unscaled[row] = stored == PrimitiveTypeName.INT32 ? in.getInteger() : in.getLong();
    }
  }

  @Override
  void grow(int capacity) {
    if (inBytes) {
      unscaledBytes = Arrays.copyOf(unscaledBytes, capacity);
    } else {
      unscaled = Arrays.copyOf(unscaled, capacity);
    }
  }

  @Override
  public DecimalData getDecimal(int row, int precision, int scale) {
    return inBytes
        ? DecimalData.fromUnscaledBytes(unscaledBytes[row], precision, scale)
        : DecimalData.fromUnscaledLong(unscaled[row], precision, scale);
  }
}
