package io.pinflow.delta.table;

import io.pinflow.delta.kernel.DeltaErrors;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.source.ContinuousDeltaSourceBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;

/** How the options want a table to be read on and on. */
final class StreamingRead {

  private final Optional<String> startingVersion;
  private final Optional<Instant> startingTimestamp;
  private final Duration interval;
  private final Duration delay;
  private final boolean ignoreDeletes;
  private final boolean ignoreChanges;

  private StreamingRead(ReadableConfig options) {
    startingVersion = options.getOptional(DeltaConnectorOptions.STARTING_VERSION);
    startingTimestamp =
        options
            .getOptional(DeltaConnectorOptions.STARTING_TIMESTAMP)
            .map(text -> OptionInstant.parse(DeltaConnectorOptions.STARTING_TIMESTAMP, text));
    interval = millis(options, DeltaConnectorOptions.UPDATE_CHECK_INTERVAL_MILLIS, 1);
    delay = millis(options, DeltaConnectorOptions.UPDATE_CHECK_DELAY_MILLIS, 0);
    ignoreDeletes = options.get(DeltaConnectorOptions.IGNORE_DELETES);
    ignoreChanges = options.get(DeltaConnectorOptions.IGNORE_CHANGES);
  }

  /**
   * @throws DeltaException if a value makes no sense, or an option is for bounded reads
   */
  static StreamingRead of(ReadableConfig options) {
    refuse(options, DeltaConnectorOptions.VERSION_AS_OF);
    refuse(options, DeltaConnectorOptions.TIMESTAMP_AS_OF);
    return new StreamingRead(options);
  }

  private static void refuse(ReadableConfig options, ConfigOption<?> option) {
    options
        .getOptional(option)
        .ifPresent(
            value -> {
              throw DeltaErrors.invalidOption(
                  option.key(),
                  value,
                  "'mode' = 'streaming' does not read one version. Set 'startingVersion' or"
                      + " 'startingTimestamp', or 'mode' = 'batch'.");
            });
  }

  private static Duration millis(ReadableConfig options, ConfigOption<Long> option, long least) {
    long millis = options.get(option);
    if (millis < least) {
      throw DeltaErrors.invalidOption(
          option.key(), millis, String.format("it is less than %d millisecond(s).", least));
    }
    return Duration.ofMillis(millis);
  }

  void apply(ContinuousDeltaSourceBuilder source) {
    startingVersion.ifPresent(source::startingVersion);
    startingTimestamp.ifPresent(source::startingTimestamp);
    source
        .updateCheckInterval(interval)
        .updateCheckDelay(delay)
        .ignoreDeletes(ignoreDeletes)
        .ignoreChanges(ignoreChanges);
  }
}
