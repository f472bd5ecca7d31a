package io.pinflow.jobs.source;

/**
 * Where a record stands in the stream it was read from: unique among all records of all sources,
 * and the same at every reading. Immutable.
 */
public abstract class RecordPosition {

  RecordPosition() {}

  /** The topic or the stream. */
  public abstract String stream();

  /**
   * The position as a URI such as {@code kafka://topic/partition/offset}, as the tables keep it.
   */
  public abstract String uri();

  @Override
  public final String toString() {
    return uri();
  }
}
