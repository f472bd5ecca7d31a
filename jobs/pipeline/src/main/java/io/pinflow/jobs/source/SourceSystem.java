package io.pinflow.jobs.source;

import io.pinflow.jobs.config.JobOption;
import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.schema.RecordKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What records can be read from. A system is read where the setting by which it is reached is
 * given.
 */
public enum SourceSystem {
  KAFKA("topic", '.', KafkaOptions.BOOTSTRAP_SERVERS, KafkaOptions.TOPICS, KafkaOptions.ALL),
  KINESIS("stream", '-', KinesisOptions.REGION, KinesisOptions.STREAMS, KinesisOptions.ALL);

  private final String noun;
  private final char separator;
  private final JobOption<?> address;
  private final JobOption<List<String>> names;
  private final List<JobOption<?>> options;

  SourceSystem(
      String noun,
      char separator,
      JobOption<?> address,
      JobOption<List<String>> names,
      List<JobOption<?>> options) {
    this.noun = noun;
    this.separator = separator;
    this.address = address;
    this.names = names;
    this.options = options;
  }

  /** The systems which the settings ask for. */
  public static List<SourceSystem> readBy(SettingsReader settings) {
    return Arrays.stream(values())
        .filter(system -> settings.isGiven(system.address))
        .collect(Collectors.toUnmodifiableList());
  }

  /** What one of its streams of records is called: {@code topic} or {@code stream}. */
  public String noun() {
    return noun;
  }

  /** What stands before the last part of a name, which says the kind of the records. */
  public char separator() {
    return separator;
  }

  /** The kind of the records of a topic or stream, which the last part of its name says. */
  public Optional<RecordKind> kindOf(String name) {
    String end = name.substring(name.lastIndexOf(separator) + 1);
    return Arrays.stream(RecordKind.values()).filter(kind -> kind.id().equals(end)).findFirst();
  }

  /** The setting which names the topics or streams. */
  public JobOption<List<String>> names() {
    return names;
  }

  /** The setting without which the system is not read. */
  JobOption<?> address() {
    return address;
  }

  List<JobOption<?>> options() {
    return options;
  }
}
