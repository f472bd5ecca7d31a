package io.pinflow.jobs.run;

import io.pinflow.jobs.config.JobOption;
import io.pinflow.jobs.config.ValueType;
import org.apache.flink.configuration.ConfigOptions;

/** What a job that ends by itself can be told of its run. */
public final class RunOptions {

  public static final JobOption<String> REPORT =
      JobOption.of(
          ConfigOptions.key("run-report")
              .stringType()
              .noDefaultValue()
              .withDescription(
                  "Object, such as `s3://bucket/lake/_runs/2024-01-31/SqlJob.json`, which the job"
                      + " writes when it has ended and everything is committed: JSON with `job`,"
                      + " `state`, `time` and `reason`. `state` is `FINISHED`; `REFUSED` where the"
                      + " settings are wrong or a check is broken, and another run would end the"
                      + " same way; or `FAILED`. That of an earlier run is deleted first."),
          ValueType.of(
              "file such as `s3://bucket/run.json` or `/run.json`", ValueType.FOLDER::parse));

  private RunOptions() {}
}
