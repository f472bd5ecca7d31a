package io.pinflow.jobs.verify;

import io.pinflow.jobs.archive.ArchiveOptions;
import io.pinflow.jobs.clean.CleanOptions;
import io.pinflow.jobs.config.JobOption;
import io.pinflow.jobs.config.ValueType;
import io.pinflow.jobs.source.KafkaOptions;
import io.pinflow.jobs.source.KinesisOptions;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOptions;

/** What verifying can be told. */
final class VerifyOptions {

  static final JobOption<Duration> WAIT =
      JobOption.of(
          ConfigOptions.key("wait")
              .durationType()
              .defaultValue(Duration.ofSeconds(60))
              .withDescription(
                  "How long nothing may move while records are pending, before they are told as"
                      + " not accounted for; `off` looks once."),
          ValueType.DURATION_OR_OFF);

  static final List<JobOption<?>> ALL =
      List.of(
          ArchiveOptions.ARCHIVE_ROOT,
          CleanOptions.TABLE_ROOT,
          CleanOptions.MAX_RECORD_SIZE,
          CleanOptions.MAX_NESTING_DEPTH,
          KafkaOptions.BOOTSTRAP_SERVERS,
          KafkaOptions.TOPICS,
          KafkaOptions.PROPERTIES,
          KinesisOptions.REGION,
          KinesisOptions.ENDPOINT,
          KinesisOptions.STREAMS,
          WAIT);

  private VerifyOptions() {}
}
