package io.pinflow.jobs.source;

import io.pinflow.jobs.config.JobOption;
import io.pinflow.jobs.config.ValueType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOptions;

/** What a job that reads Kafka can be told. */
public final class KafkaOptions {

  public static final JobOption<List<String>> BOOTSTRAP_SERVERS =
      JobOption.of(
              ConfigOptions.key("kafka-bootstrap-servers")
                  .stringType()
                  .asList()
                  .noDefaultValue()
                  .withDescription(
                      "Brokers to ask first, as `host:port`. Kafka is read where they are given."),
              ValueType.LIST)
          .accepting(
              servers -> servers.stream().allMatch(server -> server.matches(".+:\\d{1,5}")),
              "holds a server without a port");

  public static final JobOption<List<String>> TOPICS =
      JobOption.of(
              ConfigOptions.key("kafka-topics")
                  .stringType()
                  .asList()
                  .defaultValues("pinflow.pin", "pinflow.geo", "pinflow.user")
                  .withDescription(
                      "Topics to read. The part of a name after its last dot is the kind of its records:"
                          + " `pin`, `geo` or `user`. A topic that does not exist yet is waited for,"
                          + " except by a job with `stop-position`."),
              ValueType.LIST)
          .accepting(
              topics -> new HashSet<>(topics).size() == topics.size(), "names a topic twice");

  public static final JobOption<String> GROUP_ID =
      JobOption.of(
          ConfigOptions.key("kafka-group-id")
              .stringType()
              .noDefaultValue()
              .withDescription(
                  "Consumer group under which offsets are committed with each checkpoint, for"
                      + " monitoring and for `committed`; the job itself goes on from its checkpoint."
                      + " `pinflow-` and the job's name where it is not given."),
          ValueType.TEXT);

  public static final JobOption<StartPosition> START_POSITION =
      JobOption.parsed(
          ConfigOptions.key("start-position")
              .stringType()
              .defaultValue("earliest")
              .withDescription(
                  "Where to begin in Kafka without a checkpoint or savepoint; `committed` begins at the earliest"
                      + " record where the group has committed nothing."),
          StartPosition.TYPE);

  public static final JobOption<StartPosition> STOP_POSITION =
      JobOption.parsed(
          ConfigOptions.key("stop-position")
              .stringType()
              .noDefaultValue()
              .withDescription(
                  "Where to end in Kafka, as found when the job starts; the job then finishes by itself."
                      + " Without it the job runs until it is stopped."),
          StartPosition.TYPE);

  public static final JobOption<Boolean> FAIL_ON_DATA_LOSS =
      JobOption.of(
          ConfigOptions.key("kafka-fail-on-data-loss")
              .booleanType()
              .defaultValue(true)
              .withDescription(
                  "Whether the job fails where the broker no longer has the offset it is to go on"
                      + " from, because records expired unread or the topic was made anew; with"
                      + " `false` it goes on at the earliest record that is left."),
          ValueType.BOOLEAN);

  public static final JobOption<Map<String, String>> PROPERTIES =
      JobOption.map(
          ConfigOptions.key("kafka-properties")
              .mapType()
              .noDefaultValue()
              .withDescription(
                  "Further properties of the Kafka consumer, such as `security.protocol`. One whose"
                      + " value holds a comma is given by itself: `--kafka-properties.NAME VALUE`."));

  public static final List<JobOption<?>> ALL =
      List.of(
          BOOTSTRAP_SERVERS,
          TOPICS,
          GROUP_ID,
          START_POSITION,
          STOP_POSITION,
          FAIL_ON_DATA_LOSS,
          PROPERTIES);

  private KafkaOptions() {}
}
