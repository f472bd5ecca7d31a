package io.pinflow.emulator.gateway;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What the broker knows of topics. Numbers of partitions are remembered for a while, so that a
 * produce request costs no question. Thread-safe; every method waits at most the broker timeout.
 */
final class TopicDirectory {

  private static final long REMEMBER_NANOS = Duration.ofSeconds(30).toNanos();

  private final Admin admin;
  private final Duration timeout;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  TopicDirectory(Admin admin, Duration timeout) {
    this.admin = admin;
    this.timeout = timeout;
  }

  /**
   * The number of a topic's partitions, which may be half a minute old.
   *
   * @throws GatewayException if there is no such topic, or the broker does not answer
   */
  int partitions(String topic) {
    Known remembered = known.get(topic);
    return remembered != null && System.nanoTime() - remembered.expires < 0
        ? remembered.partitions
        : currentPartitions(topic);
  }

  /** The number of a topic's partitions as the broker knows it now. */
  int currentPartitions(String topic) {
    int partitions = describe(topic).partitions().size();
    known.put(topic, new Known(partitions, System.nanoTime() + REMEMBER_NANOS));
    return partitions;
  }

  /** Makes the next question about a topic go to the broker. */
  void forget(String topic) {
    known.remove(topic);
  }

  /** The names of all topics but Kafka's own, sorted. */
  List<String> names() {
    return await(admin.listTopics().names(), "").stream().sorted().toList();
  }

  TopicDescription describe(String topic) {
    return await(admin.describeTopics(List.of(topic)).topicNameValues().get(topic), topic);
  }

  /** The settings in which a topic differs from the broker's defaults. */
  Map<String, String> configs(String topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return await(admin.describeConfigs(List.of(resource)).values().get(resource), topic)
        .entries()
        .stream()
        .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
  }

  private <T> T await(KafkaFuture<T> answer, String topic) {
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException
          || e.getCause() instanceof InvalidTopicException) {
        forget(topic);
        throw GatewayErrors.topicNotFound(topic);
      }
      throw GatewayErrors.kafka(e.getCause());
    } catch (TimeoutException e) {
      throw GatewayErrors.kafka(
          new org.apache.kafka.common.errors.TimeoutException(
              "the broker did not answer within " + timeout));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw GatewayErrors.kafka(
          new org.apache.kafka.common.errors.TimeoutException("the gateway is stopping"));
    }
  }

  private record Known(int partitions, long expires) {}
}
