package io.pinflow.jobs.source;

import io.pinflow.jobs.config.ValueType;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Where in its streams a source begins. Immutable. */
final class StreamStart {

  static final ValueType<StreamStart> TYPE =
      ValueType.of("`earliest`, `latest` or `timestamp:2024-01-31T12:00:00Z`", StreamStart::parse);

  private static final String EARLIEST = "earliest";
  private static final String LATEST = "latest";

  private final String text;
  private final Instant time;

  private StreamStart(String text, Instant time) {
    this.text = text;
    this.time = time;
  }

  /**
   * The arrival time from which on records are read; empty for all there are. {@code latest} is the
   * clock's time: unlike the service's own notion of it, it is the same at every later reading.
   */
  Optional<Instant> time(Clock clock) {
    return text.equals(LATEST) ? Optional.of(clock.instant()) : Optional.ofNullable(time);
  }

  @Override
  public String toString() {
    return text;
  }

  private static StreamStart parse(String text) {
    if (text.startsWith(StartPosition.TIMESTAMP)) {
      return new StreamStart(text, StartPosition.time(text));
    }
    String position = text.toLowerCase(Locale.ROOT);
    if (!position.equals(EARLIEST) && !position.equals(LATEST)) {
      throw new IllegalArgumentException("is no position in a stream");
    }
    return new StreamStart(position, null);
  }
}
