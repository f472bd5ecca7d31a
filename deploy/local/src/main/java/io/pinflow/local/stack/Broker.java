package io.pinflow.local.stack;

import io.pinflow.local.report.LocalErrors;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.TopicExistsException;

/** What the stack asks the broker itself. */
public final class Broker implements AutoCloseable {

  private static final int LIMIT_MILLIS = 5_000;

  private final Admin admin;

  public Broker(String address) {
    this.admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, LIMIT_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_MILLIS));
  }

  String clusterId() {
    return get(admin.describeCluster().clusterId());
  }

  /** Creates the topics that are missing. */
  void createTopics(List<String> topics, int partitions) {
    Set<String> missing = new HashSet<>(topics);
    missing.removeAll(get(admin.listTopics().names()));
    List<NewTopic> wanted =
        missing.stream().map(topic -> new NewTopic(topic, partitions, (short) 1)).toList();
    for (KafkaFuture<Void> created : admin.createTopics(wanted).values().values()) {
      try {
        Void unused = created.get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw LocalErrors.requestFailed("creating the topics", e);
        }
      } catch (InterruptedException e) {
        throw interrupted();
      }
    }
  }

  /** The offset the next record of each partition will have, by topic and partition. */
  public Map<String, Map<Integer, Long>> endOffsets(Collection<String> topics) {
    Map<TopicPartition, OffsetSpec> request = new HashMap<>();
    for (TopicDescription topic : get(admin.describeTopics(topics).allTopicNames()).values()) {
      for (TopicPartitionInfo partition : topic.partitions()) {
        request.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest());
      }
    }
    Map<String, Map<Integer, Long>> offsets = new TreeMap<>();
    get(admin.listOffsets(request).all())
        .forEach(
            (partition, info) ->
                offsets
                    .computeIfAbsent(partition.topic(), topic -> new TreeMap<>())
                    .put(partition.partition(), info.offset()));
    return offsets;
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw LocalErrors.requestFailed("Kafka", e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static RuntimeException interrupted() {
    Thread.currentThread().interrupt();
    return LocalErrors.interrupted("waiting for Kafka");
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
