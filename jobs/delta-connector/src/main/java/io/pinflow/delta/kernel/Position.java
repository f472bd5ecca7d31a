package io.pinflow.delta.kernel;

import java.math.BigInteger;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryStringData;

/**
 * Where a source stands: a natural number of any size, such as a Kafka offset or a Kinesis sequence
 * number, which exceeds a long. Immutable.
 */
public final class Position implements Comparable<Position> {

  /** As many digits always fit a long. */
  private static final int DIGITS_OF_LONG = 18;

  private final long small;
  private final BigInteger large;

  private Position(long small, BigInteger large) {
    this.small = small;
    this.large = large;
  }

  /**
   * @param digits decimal digits
   * @throws DeltaException if there is anything else
   */
  public static Position of(String digits) {
    return of(StringData.fromString(digits));
  }

  /** As {@link #of(String)}; makes no intermediate object for what fits a long. */
  public static Position of(StringData digits) {
    BinaryStringData text = (BinaryStringData) digits;
    int length = text.getSizeInBytes();
    long value = 0;
    for (int i = 0; i < length; i++) {
      int digit = text.byteAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw WriteErrors.invalidPosition(text.toString());
      }
      value = value * 10 + digit;
    }
    if (length == 0) {
      throw WriteErrors.invalidPosition("");
    }
    return length <= DIGITS_OF_LONG
        ? new Position(value, null)
        : ofLarge(new BigInteger(text.toString()));
  }

  private static Position ofLarge(BigInteger value) {
    return value.bitLength() < Long.SIZE
        ? new Position(value.longValue(), null)
        : new Position(0, value);
  }

  @Override
  public int compareTo(Position other) {
    if (large == null) {
      return other.large == null ? Long.compare(small, other.small) : -1;
    }
    return other.large == null ? 1 : large.compareTo(other.large);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Position && compareTo((Position) other) == 0;
  }

  @Override
  public int hashCode() {
    return large == null ? Long.hashCode(small) : large.hashCode();
  }

  /** The digits, without leading zeros. */
  @Override
  public String toString() {
    return large == null ? Long.toString(small) : large.toString();
  }
}
