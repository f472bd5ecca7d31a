package io.pinflow.jobs.clean;

import io.pinflow.jobs.config.JobOption;
import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.jobs.config.ValueType;
import io.pinflow.schema.FailureCode;
import java.time.Instant;
import java.util.List;
import org.apache.flink.configuration.ConfigOptions;

/** Which records of the quarantine CleanJob takes up again. */
public final class RedriveOptions {

  static final JobOption<List<FailureCode>> QUARANTINE_CODE =
      JobOption.parsed(
          ConfigOptions.key("quarantine-code")
              .stringType()
              .noDefaultValue()
              .withDescription(
                  "Redrive records alone which the quarantine holds for one of these reasons, such"
                      + " as `too-large`; cleaning-rules.md lists them."),
          ValueType.listOf("failure codes", FailureCode::fromId));

  static final JobOption<Instant> QUARANTINE_SINCE =
      JobOption.parsed(
          ConfigOptions.key("quarantine-since")
              .stringType()
              .noDefaultValue()
              .withDescription("Redrive records of this record time and later ones alone."),
          ValueType.TIME);

  static final List<JobOption<?>> ALL = List.of(QUARANTINE_CODE, QUARANTINE_SINCE);

  private RedriveOptions() {}

  /** Notes settings which select of a quarantine, in a job which reads none. */
  public static void rejectUnused(SettingsReader settings) {
    ALL.stream()
        .filter(settings::isGiven)
        .forEach(
            option ->
                settings.reject(
                    option,
                    "is given, but no quarantine is read",
                    "Remove it, or give --source quarantine"));
  }
}
