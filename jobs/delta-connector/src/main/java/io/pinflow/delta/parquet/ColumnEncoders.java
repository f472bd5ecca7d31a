package io.pinflow.delta.parquet;

import java.util.Arrays;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type.Repetition;

/** The {@link ColumnEncoder} of each flat type, for what {@link ParquetSchema} declares. */
final class ColumnEncoders {

  private ColumnEncoders() {}

  static ColumnEncoder of(
      LogicalType type, PrimitiveType stored, int position, ColumnWriter column) {
    boolean nullable = stored.getRepetition() == Repetition.OPTIONAL;
    switch (type.getTypeRoot()) {
      case BOOLEAN:
        return new ColumnEncoder(position, nullable, column) {
          @Override
          void write(RowData row, int position, ColumnWriter column, int level) {
            column.write(row.getBoolean(position), 0, level);
          }
        };
      case TINYINT:
        return new ColumnEncoder(position, nullable, column) {
          @Override
          void write(RowData row, int position, ColumnWriter column, int level) {
            column.write((int) row.getByte(position), 0, level);
          }
        };
      case SMALLINT:
        return new ColumnEncoder(position, nullable, column) {
          @Override
          void write(RowData row, int position, ColumnWriter column, int level) {
            column.write((int) row.getShort(position), 0, level);
          }
        };
      case INTEGER:
      case DATE:
        return new ColumnEncoder(position, nullable, column) {
          @Override
          void write(RowData row, int position, ColumnWriter column, int level) {
            column.write(row.getInt(position), 0, level);
          }
        };
      case BIGINT:
        return new ColumnEncoder(position, nullable, column) {
          @Override
          void write(RowData row, int position, ColumnWriter column, int level) {
            column.write(row.getLong(position), 0, level);
          }
        };
      case FLOAT:
        return new ColumnEncoder(position, nullable, column) {
          @Override
          void write(RowData row, int position, ColumnWriter column, int level) {
            column.write(row.getFloat(position), 0, level);
          }
        };
      case DOUBLE:
        return new ColumnEncoder(position, nullable, column) {
          @Override
          void write(RowData row, int position, ColumnWriter column, int level) {
            column.write(row.getDouble(position), 0, level);
          }
        };
      case CHAR:
      case VARCHAR:
        return new ColumnEncoder(position, nullable, column) {
          @Override
          void write(RowData row, int position, ColumnWriter column, int level) {
            column.write(bytes((BinaryStringData) row.getString(position)), 0, level);
          }
        };
      case BINARY:
      case VARBINARY:
        return new ColumnEncoder(position, nullable, column) {
          @Override
          void write(RowData row, int position, ColumnWriter column, int level) {
            column.write(Binary.fromReusedByteArray(row.getBinary(position)), 0, level);
          }
        };
      case TIMESTAMP_WITHOUT_TIME_ZONE:
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return new Timestamps(position, nullable, column, LogicalTypeChecks.getPrecision(type));
      case DECIMAL:
        return new Decimals(position, nullable, column, (DecimalType) type, stored.getTypeLength());
      default:
        throw new IllegalArgumentException("not a flat type: " + type);
    }
  }

  /** The text's bytes where they lie; only one that is spread over memory segments is copied. */
  private static Binary bytes(BinaryStringData text) {
    text.ensureMaterialized();
    return text.getSegments().length == 1 && !text.getSegments()[0].isOffHeap()
        ? Binary.fromReusedByteArray(
            text.getSegments()[0].getArray(), text.getOffset(), text.getSizeInBytes())
        : Binary.fromReusedByteArray(text.toBytes());
  }

  /** Microseconds. */
  private static final class Timestamps extends ColumnEncoder {

    private final int precision;

    Timestamps(int position, boolean nullable, ColumnWriter column, int precision) {
      super(position, nullable, column);
      this.precision = precision;
    }

    @Override
    void write(RowData row, int position, ColumnWriter column, int level) {
      TimestampData value = row.getTimestamp(position, precision);
      column.write(value.getMillisecond() * 1_000 + value.getNanoOfMillisecond() / 1_000, 0, level);
    }
  }

  /** Big-endian two's complement of a fixed length. */
  private static final class Decimals extends ColumnEncoder {

    private final int precision;
    private final int scale;
    private final byte[] buffer;
    private final Binary value;

    Decimals(
        int position, boolean nullable, ColumnWriter column, DecimalType type, int storedBytes) {
      super(position, nullable, column);
      this.precision = type.getPrecision();
      this.scale = type.getScale();
      this.buffer = new byte[storedBytes];
      this.value = Binary.fromReusedByteArray(buffer);
    }

    @Override
    void write(RowData row, int position, ColumnWriter column, int level) {
      DecimalData decimal = row.getDecimal(position, precision, scale);
      if (decimal.isCompact()) {
        long unscaled = decimal.toUnscaledLong();
        for (int i = buffer.length - 1; i >= 0; i--) {
          buffer[i] = (byte) unscaled;
          unscaled >>= Byte.SIZE;
        }
      } else {
        byte[] unscaled = decimal.toUnscaledBytes();
        int signBytes = buffer.length - unscaled.length;
        Arrays.fill(buffer, 0, signBytes, (byte) (unscaled[0] < 0 ? -1 : 0));
        System.arraycopy(unscaled, 0, buffer, signBytes, unscaled.length);
      }
      column.write(value, 0, level);
    }
  }
}
