package io.pinflow.jobs.source;

import io.pinflow.jobs.config.ValueType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Where in its Kafka topics a source begins or ends. Immutable. */
public final class StartPosition {

  static final ValueType<StartPosition> TYPE =
      ValueType.of(
          "`earliest`, `latest`, `committed` or `timestamp:2024-01-31T12:00:00Z`",
          StartPosition::parse);

  static final String TIMESTAMP = "timestamp:";

  private final String text;
  private final OffsetsInitializer offsets;

  private StartPosition(String text, OffsetsInitializer offsets) {
    this.text = text;
    this.offsets = offsets;
  }

  OffsetsInitializer offsets() {
    return offsets;
  }

  @Override
  public String toString() {
    return text;
  }

  private static StartPosition parse(String text) {
    if (text.startsWith(TIMESTAMP)) {
      return new StartPosition(text, OffsetsInitializer.timestamp(time(text).toEpochMilli()));
    }
    switch (text.toLowerCase(Locale.ROOT)) {
      case "earliest":
        return new StartPosition(text, OffsetsInitializer.earliest());
      case "latest":
        return new StartPosition(text, OffsetsInitializer.latest());
      case "committed":
        return new StartPosition(
            text, OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST));
      default:
        throw new IllegalArgumentException("is no position");
    }
  }

  /** The time of a text which begins with {@link #TIMESTAMP}. */
  static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text.substring(TIMESTAMP.length())).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("is no ISO-8601 time with a zone", e);
    }
  }
}
