package io.pinflow.aws;

import software.amazon.awscdk.services.kinesis.StreamMode;

/**
 * The Kinesis streams.
 *
 * @param shards of each stream, null where they are on demand
 */
record StreamSettings(StreamMode mode, Integer shards, int retentionHours) {

  static StreamSettings read(ContextReader settings) {
    StreamMode mode = settings.choice("mode", StreamMode.class);
    StreamSettings streams =
        new StreamSettings(
            mode,
            mode == StreamMode.PROVISIONED ? settings.number("shards", 1, 500) : null,
            settings.number("retention-hours", 24, 8_760));
    settings.finish();
    return streams;
  }
}
