package io.pinflow.jobs.source;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a record stands in the stream it was read from: unique among all records of all sources,
 * and the same at every reading. Immutable.
 */
public abstract class RecordPosition {

  private static final Pattern URI =
      Pattern.compile(
          "(?<system>kafka|kinesis)://(?<stream>[^/]+)/(?<shard>[^/]+)/(?<place>[0-9]+)");

  RecordPosition() {}

  /** The position which a URI names, as {@link #uri()} tells it; none if it is no such URI. */
  public static Optional<RecordPosition> of(String uri) {
    Matcher parts = URI.matcher(uri);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String stream = parts.group("stream");
    String shard = parts.group("shard");
    String place = parts.group("place");
    if (parts.group("system").equals("kinesis")) {
      return Optional.of(new KinesisPosition(stream, shard, place));
    }
    try {
      return Optional.of(new KafkaPosition(stream, Integer.parseInt(shard), Long.parseLong(place)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The topic or the stream. */
  public abstract String stream();

  /** The partition or shard as a URI such as {@code kafka://topic/partition}. */
  public abstract String source();

  /** Whether another position is one of the same partition or shard. */
  public abstract boolean isOfSameSource(RecordPosition other);

  /**
   * Orders the positions of one partition or shard as its records come.
   *
   * @throws IllegalArgumentException if the other position is one of another source
   */
  public final int compareInSource(RecordPosition other) {
    if (!isOfSameSource(other)) {
      throw new IllegalArgumentException(this + " and " + other + " are of different sources");
    }
    return comparePlace(other);
  }

  /** Whether no other record can stand between this one and another one of its source. */
  public abstract boolean isRightBefore(RecordPosition other);

  /** Compares with a position of the same source. */
  abstract int comparePlace(RecordPosition other);

  /**
   * The position as a URI such as {@code kafka://topic/partition/offset}, as the tables keep it.
   */
  public abstract String uri();

  @Override
  public final String toString() {
    return uri();
  }
}
