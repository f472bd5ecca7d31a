package io.pinflow.schema;

import java.io.Serializable;

/** Limits beyond which a record is quarantined unread. Immutable and serializable. */
public final class CleaningLimits implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Kafka's own default for the largest record; a real pin has 0.7 KB. */
  public static final int DEFAULT_MAX_PAYLOAD_BYTES = 1024 * 1024;

  /** The contract's records are flat; this leaves room for nested unknown fields. */
  public static final int DEFAULT_MAX_NESTING_DEPTH = 64;

  /** More would be of no use to a reader of the {@code rescued} column. */
  public static final int HIGHEST_NESTING_DEPTH = 1000;

  private final int maxPayloadBytes;
  private final int maxNestingDepth;

  private CleaningLimits(int maxPayloadBytes, int maxNestingDepth) {
    this.maxPayloadBytes = maxPayloadBytes;
    this.maxNestingDepth = maxNestingDepth;
  }

  public static CleaningLimits defaults() {
    return new CleaningLimits(DEFAULT_MAX_PAYLOAD_BYTES, DEFAULT_MAX_NESTING_DEPTH);
  }

  /**
   * Limits of one's own.
   *
   * @param maxPayloadBytes the largest payload accepted, at least 1
   * @param maxNestingDepth the deepest nesting accepted, 1 to 1000, where the record itself is 1
   * @throws IllegalArgumentException if one is outside its range
   */
  public static CleaningLimits of(int maxPayloadBytes, int maxNestingDepth) {
    if (maxPayloadBytes < 1) {
      throw new IllegalArgumentException(
          "The payload limit is " + maxPayloadBytes + " bytes: it must be at least 1");
    }
    if (maxNestingDepth < 1 || maxNestingDepth > HIGHEST_NESTING_DEPTH) {
      throw new IllegalArgumentException(
          "The nesting limit is "
              + maxNestingDepth
              + ": it must be between 1 and "
              + HIGHEST_NESTING_DEPTH);
    }
    return new CleaningLimits(maxPayloadBytes, maxNestingDepth);
  }

  public int maxPayloadBytes() {
    return maxPayloadBytes;
  }

  public int maxNestingDepth() {
    return maxNestingDepth;
  }
}
