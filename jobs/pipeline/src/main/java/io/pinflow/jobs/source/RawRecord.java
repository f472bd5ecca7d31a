package io.pinflow.jobs.source;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A record as it was received, whatever it holds: the one form in which every source hands records
 * to the jobs.
 *
 * <p>Immutable; its arrays are not copied and must not be changed.
 */
public final class RawRecord {

  private final RecordPosition position;
  private final long timestamp;
  private final byte[] key;
  private final List<RecordHeader> headers;
  private final byte[] value;
  private final boolean passedOver;

  /**
   * A record.
   *
   * @param timestamp the broker's record time, milliseconds since the epoch, as it was given
   * @param key null where the record has none
   * @param headers in the record's order; a name may occur more than once
   * @param value null for a tombstone
   */
  public RawRecord(
      RecordPosition position,
      long timestamp,
      byte[] key,
      List<RecordHeader> headers,
      byte[] value) {
    this(position, timestamp, key, headers, value, false);
  }

  private RawRecord(
      RecordPosition position,
      long timestamp,
      byte[] key,
      List<RecordHeader> headers,
      byte[] value,
      boolean passedOver) {
    this.position = Objects.requireNonNull(position, "position");
    this.timestamp = timestamp;
    this.key = key;
    this.headers = Objects.requireNonNull(headers, "headers");
    this.value = value;
    this.passedOver = passedOver;
  }

  /** The mere note that a record was read and is not needed: a position, and nothing else. */
  public static RawRecord passedOver(RecordPosition position) {
    return new RawRecord(position, 0, null, List.of(), null, true);
  }

  /** Whether it is the note of a record that is not needed. */
  public boolean isPassedOver() {
    return passedOver;
  }

  /** The same record, its position told more exactly. */
  public RawRecord at(RecordPosition exact) {
    return new RawRecord(exact, timestamp, key, headers, value, passedOver);
  }

  public RecordPosition position() {
    return position;
  }

  public long timestamp() {
    return timestamp;
  }

  public byte[] key() {
    return key;
  }

  public List<RecordHeader> headers() {
    return headers;
  }

  public byte[] value() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof RawRecord)) {
      return false;
    }
    RawRecord that = (RawRecord) other;
    return timestamp == that.timestamp
        && passedOver == that.passedOver
        && position.equals(that.position)
        && Arrays.equals(key, that.key)
        && headers.equals(that.headers)
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return position.hashCode();
  }

  @Override
  public String toString() {
    String size = value == null ? "no value" : value.length + " bytes";
    return "RawRecord{" + position + ", " + timestamp + ", " + size + '}';
  }
}
