package io.pinflow.jobs;

import io.pinflow.jobs.config.JobOption;
import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.jobs.doctor.Check;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job that can be submitted: what it can be told, and the graph it then makes. */
interface Job {

  /** The name by which it is asked for, and under which it runs: that of its class. */
  default String name() {
    return getClass().getSimpleName();
  }

  /** One line on what it does. */
  String summary();

  List<JobOption<?>> options();

  /**
   * What to look at before it starts.
   *
   * @param settings of which {@link #define} had nothing to say against
   */
  List<Check> checks(SettingsReader settings);

  /** Whether its results become visible with checkpoints only. */
  default boolean needsCheckpoints() {
    return true;
  }

  /**
   * Reads and validates all settings, then builds the job's graph.
   *
   * @throws io.pinflow.jobs.config.ConfigurationException before anything was built, naming all
   *     that is wrong
   */
  void define(StreamExecutionEnvironment env, SettingsReader settings);
}
