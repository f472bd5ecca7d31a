package io.pinflow.jobs.doctor;

import io.pinflow.jobs.config.JobOption;
import io.pinflow.jobs.config.ValueType;
import org.apache.flink.configuration.ConfigOptions;

/** What a job can be told of its own examination. */
public final class DoctorOptions {

  public static final JobOption<Boolean> DOCTOR =
      JobOption.of(
          ConfigOptions.key("doctor")
              .booleanType()
              .defaultValue(true)
              .withDescription(
                  "Whether the job first looks at what it needs around it, from where it is submitted:"
                      + " servers, topics, streams, rights on folders, existing tables. It refuses to"
                      + " start at an error and tells all of them. `false` where the cluster reaches"
                      + " what the place of submission does not."),
          ValueType.BOOLEAN);

  private DoctorOptions() {}
}
