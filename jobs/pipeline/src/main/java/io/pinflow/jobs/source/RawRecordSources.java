package io.pinflow.jobs.source;

import io.pinflow.jobs.config.JobOption;
import io.pinflow.jobs.config.SettingsReader;
import java.util.List;

/** Which source a job reads, by its settings. */
public final class RawRecordSources {

  /** The options of every source. */
  public static final List<JobOption<?>> OPTIONS = KafkaOptions.ALL;

  private RawRecordSources() {}

  /** The source of a job that takes whatever the topics hold. */
  public static RawRecordSource read(SettingsReader settings, String job) {
    return read(settings, job, settings.get(KafkaOptions.TOPICS));
  }

  /**
   * The source of a job that reads some of the topics.
   *
   * @param job the job's name, from which the default consumer group is made
   * @param topics the topics to read
   */
  public static RawRecordSource read(SettingsReader settings, String job, List<String> topics) {
    return KafkaRawRecordSource.read(settings, job, topics);
  }
}
