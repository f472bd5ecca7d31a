package io.pinflow.jobs.doctor;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/** How a job reaches Kafka: the brokers to ask first, and the properties of its consumer. */
public final class KafkaAccess {

  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final List<String> servers;
  private final Properties properties;

  public KafkaAccess(List<String> servers, Properties properties) {
    this.servers = List.copyOf(servers);
    this.properties = properties;
  }

  List<String> servers() {
    return servers;
  }

  /** As the properties say, else as Kafka's clients do without them. */
  String protocol() {
    return properties.getProperty(AdminClientConfig.SECURITY_PROTOCOL_CONFIG, "PLAINTEXT");
  }

  /** A client which does not wait long. Close it without waiting. */
  Admin connect() {
    Properties own = new Properties();
    own.putAll(properties);
    own.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, String.join(",", servers));
    own.put(AdminClientConfig.CLIENT_ID_CONFIG, "pinflow-doctor");
    own.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    own.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    return Admin.create(own);
  }

  /** The offset the next record of each partition will have; of those topics there are. */
  Map<TopicPartition, Long> endOffsets(Admin admin, Collection<String> topics)
      throws ExecutionException, InterruptedException {
    Set<String> existing = admin.listTopics().names().get();
    existing.retainAll(topics);
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    for (TopicDescription topic : admin.describeTopics(existing).allTopicNames().get().values()) {
      for (TopicPartitionInfo partition : topic.partitions()) {
        wanted.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest());
      }
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    Map<TopicPartition, ListOffsetsResultInfo> found = admin.listOffsets(wanted).all().get();
    found.forEach((partition, info) -> ends.put(partition, info.offset()));
    return ends;
  }
}
