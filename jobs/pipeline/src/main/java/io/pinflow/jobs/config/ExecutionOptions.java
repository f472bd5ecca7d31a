package io.pinflow.jobs.config;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.streaming.api.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What a cluster normally decides. It is applied where it is given and left alone otherwise: a
 * managed service owns these settings.
 */
public final class ExecutionOptions {

  public static final JobOption<Duration> CHECKPOINT_INTERVAL =
      JobOption.of(
              ConfigOptions.key("checkpoint-interval")
                  .durationType()
                  .noDefaultValue()
                  .withDescription(
                      "Time between checkpoints, exactly-once. Results become visible with a"
                          + " checkpoint. Left to the cluster where it is not given."),
              ValueType.DURATION)
          .accepting(
              interval -> interval.compareTo(Duration.ofMillis(10)) >= 0, "is less than 10 ms");

  public static final JobOption<Integer> PARALLELISM =
      JobOption.of(
              ConfigOptions.key("parallelism")
                  .intType()
                  .noDefaultValue()
                  .withDescription(
                      "Parallel instances of each operator. Left to the cluster where it is not"
                          + " given."),
              ValueType.INTEGER)
          .accepting(parallelism -> parallelism > 0, "is not positive");

  public static final List<JobOption<?>> ALL = List.of(CHECKPOINT_INTERVAL, PARALLELISM);

  private final Duration checkpointInterval;
  private final Integer parallelism;

  private ExecutionOptions(Duration checkpointInterval, Integer parallelism) {
    this.checkpointInterval = checkpointInterval;
    this.parallelism = parallelism;
  }

  public static ExecutionOptions read(SettingsReader settings) {
    return new ExecutionOptions(settings.get(CHECKPOINT_INTERVAL), settings.get(PARALLELISM));
  }

  public void applyTo(StreamExecutionEnvironment env) {
    if (checkpointInterval != null) {
      env.enableCheckpointing(checkpointInterval.toMillis(), CheckpointingMode.EXACTLY_ONCE);
    }
    if (parallelism != null) {
      env.setParallelism(parallelism);
    }
  }
}
