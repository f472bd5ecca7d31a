package io.pinflow.jobs.source;

import java.util.Arrays;
import java.util.Objects;

/** A record's header. Its value may be null. Immutable: the array is not to be changed. */
public final class RecordHeader {

  private final String key;
  private final byte[] value;

  public RecordHeader(String key, byte[] value) {
    this.key = Objects.requireNonNull(key, "key");
    this.value = value;
  }

  public String key() {
    return key;
  }

  public byte[] value() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecordHeader
        && key.equals(((RecordHeader) other).key)
        && Arrays.equals(value, ((RecordHeader) other).value);
  }

  @Override
  public int hashCode() {
    return key.hashCode() * 31 + Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return key + '=' + Arrays.toString(value);
  }
}
