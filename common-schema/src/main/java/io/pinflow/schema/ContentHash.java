package io.pinflow.schema;

/**
 * A 128-bit hash of a clean row's kind, key and content. Equal rows have equal hashes; it is stable
 * across versions, JVMs and machines, so that it may be kept in a job's state. Not cryptographic.
 */
public final class ContentHash {
  private final long high;
  private final long low;

  public ContentHash(long high, long low) {
    this.high = high;
    this.low = low;
  }

  public long high() {
    return high;
  }

  public long low() {
    return low;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ContentHash
        && high == ((ContentHash) other).high
        && low == ((ContentHash) other).low;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(high ^ low);
  }

  @Override
  public String toString() {
    return String.format("%016x%016x", high, low);
  }
}
