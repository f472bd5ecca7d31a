package io.pinflow.jobs.source;

import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.jobs.doctor.Check;
import io.pinflow.jobs.doctor.KafkaAccess;
import io.pinflow.jobs.doctor.KafkaCheck;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Reads Kafka topics. Positions are part of the checkpoint; they are committed to the consumer
 * group too, but only to be seen. New partitions, and topics which are made later, are found while
 * the job runs. Where the broker no longer has the offset a restored job is to go on from, the job
 * fails unless it is told not to.
 */
final class KafkaRawRecordSource implements RawRecordSource {

  static final String UID = "kafka-source";

  private static final String NAME = "Kafka";
  private static final String DISCOVERY_INTERVAL_MS = "60000";

  /** Properties which have an option of their own, or which the source decides. */
  private static final Map<String, String> RESERVED =
      Map.of(
          ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "Use --kafka-bootstrap-servers",
          ConsumerConfig.GROUP_ID_CONFIG, "Use --kafka-group-id",
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "Use --start-position",
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "Remove it: offsets go with checkpoints",
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, "Remove it: records are taken as bytes",
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, "Remove it: records are taken as bytes");

  private final List<String> bootstrapServers;
  private final List<String> topics;
  private final String groupId;
  private final StartPosition start;
  private final StartPosition stop;
  private final boolean failOnDataLoss;
  private final Properties properties;

  private KafkaRawRecordSource(SettingsReader settings, List<String> topics, String groupId) {
    this.bootstrapServers = settings.get(KafkaOptions.BOOTSTRAP_SERVERS);
    this.topics = topics;
    this.groupId = groupId;
    this.start = settings.get(KafkaOptions.START_POSITION);
    this.stop = settings.get(KafkaOptions.STOP_POSITION);
    this.failOnDataLoss = settings.get(KafkaOptions.FAIL_ON_DATA_LOSS);
    this.properties = new Properties();
    this.properties.putAll(settings.entries(KafkaOptions.PROPERTIES));
  }

  /** Reads the source's settings, noting what is wrong with them. */
  static KafkaRawRecordSource read(SettingsReader settings, String job, List<String> topics) {
    String groupId = settings.find(KafkaOptions.GROUP_ID).orElse("pinflow-" + job);
    RESERVED.forEach(
        (name, fix) -> {
          if (settings.entries(KafkaOptions.PROPERTIES).containsKey(name)) {
            settings.rejectEntry(KafkaOptions.PROPERTIES, name, "is set by the job", fix);
          }
        });
    return new KafkaRawRecordSource(settings, topics, groupId);
  }

  @Override
  public List<String> streams() {
    return topics;
  }

  @Override
  public List<Check> checks() {
    return List.of(
        new KafkaCheck(new KafkaAccess(bootstrapServers, properties), topics, stop == null));
  }

  @Override
  public DataStream<RawRecord> addTo(StreamExecutionEnvironment env) {
    KafkaSourceBuilder<RawRecord> source =
        KafkaSource.<RawRecord>builder()
            .setBootstrapServers(String.join(",", bootstrapServers))
            .setGroupId(groupId)
            .setClientIdPrefix(groupId)
            .setStartingOffsets(
                failOnDataLoss ? StartingOffsets.failing(start) : StartingOffsets.goingOn(start))
            .setProperty(
                KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), DISCOVERY_INTERVAL_MS)
            .setProperty(KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key(), "true")
            .setProperties(properties)
            .setDeserializer(new KafkaRecordDeserializer());
    if (stop == null) {
      source.setKafkaSubscriber(new NamedTopics(topics));
    } else {
      // What is missing when a bounded run starts it would never read: that is to fail.
      source.setTopics(topics).setBounded(stop.offsets());
    }
    return env.fromSource(source.build(), WatermarkStrategy.noWatermarks(), NAME, TYPE).uid(UID);
  }
}
