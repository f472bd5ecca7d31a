package io.pinflow.jobs.source;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.flink.connector.kafka.source.enumerator.subscriber.KafkaSubscriber;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions of topics known by name. A topic which does not exist has none yet; Flink's own
 * subscriber would fail at it.
 */
final class NamedTopics implements KafkaSubscriber {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(NamedTopics.class);

  private final Set<String> topics;
  private Set<String> missing = Set.of();

  NamedTopics(List<String> topics) {
    this.topics = new TreeSet<>(topics);
  }

  @Override
  public Set<TopicPartition> getSubscribedTopicPartitions(AdminClient kafka) {
    try {
      Set<String> existing = new TreeSet<>(kafka.listTopics().names().get());
      existing.retainAll(topics);
      tellMissing(existing);
      Set<TopicPartition> partitions = new HashSet<>();
      kafka
          .describeTopics(existing)
          .allTopicNames()
          .get()
          .forEach(
              (topic, description) ->
                  description
                      .partitions()
                      .forEach(p -> partitions.add(new TopicPartition(topic, p.partition()))));
      return partitions;
    } catch (ExecutionException e) {
      throw new FlinkRuntimeException("Cannot look for the partitions of " + topics, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FlinkRuntimeException("Interrupted looking for the partitions of " + topics, e);
    }
  }

  /** Says once, and again when it changes, what is waited for. */
  private void tellMissing(Set<String> existing) {
    Set<String> now = new TreeSet<>(topics);
    now.removeAll(existing);
    if (!now.equals(missing)) {
      LOG.warn("Kafka topics which do not exist yet and are waited for: {}", now);
      missing = now;
    }
  }
}
