package io.pinflow.jobs.verify;

import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.jobs.source.KafkaOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * The offsets which a broker holds. They are read, not computed: transactions and compaction leave
 * gaps. Of transactions it sees those which are committed, up to the first that is open.
 */
final class KafkaPositions implements HeldPositions {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration STALL = Duration.ofSeconds(60);

  /** Keys and values are of no interest. */
  private static final Deserializer<Void> NOTHING = (topic, data) -> null;

  private final Properties properties;
  private final List<String> topics;

  private KafkaPositions(Properties properties, List<String> topics) {
    this.properties = properties;
    this.topics = topics;
  }

  static KafkaPositions of(SettingsReader settings) {
    Properties properties = new Properties();
    properties.putAll(settings.entries(KafkaOptions.PROPERTIES));
    properties.setProperty(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        String.join(",", settings.get(KafkaOptions.BOOTSTRAP_SERVERS)));
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    return new KafkaPositions(properties, settings.get(KafkaOptions.TOPICS));
  }

  @Override
  public void read(Findings findings) {
    try {
      readAll(findings);
    } catch (KafkaException e) {
      throw VerifyErrors.unreachable(
          properties.getProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG), e);
    }
  }

  private void readAll(Findings findings) {
    try (KafkaConsumer<Void, Void> consumer = new KafkaConsumer<>(properties, NOTHING, NOTHING)) {
      Set<TopicPartition> partitions = partitions(consumer);
      Map<TopicPartition, SourceName> sources = new HashMap<>();
      partitions.forEach(partition -> sources.put(partition, source(partition)));
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Set<TopicPartition> unread = new HashSet<>(partitions);
      long moved = System.nanoTime();
      while (!unread.isEmpty()) {
        unread.removeIf(partition -> consumer.position(partition) >= ends.get(partition));
        consumer.pause(
            partitions.stream().filter(p -> !unread.contains(p)).collect(Collectors.toList()));
        boolean any = false;
        for (ConsumerRecord<Void, Void> record : consumer.poll(POLL)) {
          TopicPartition partition = new TopicPartition(record.topic(), record.partition());
          if (record.offset() < ends.get(partition)) {
            findings.add(sources.get(partition), Long.toString(record.offset()), Fact.HELD);
          }
          any = true;
        }
        if (any) {
          moved = System.nanoTime();
        } else if (System.nanoTime() - moved > STALL.toNanos()) {
          throw VerifyErrors.stalled(unread.toString(), STALL);
        }
      }
    }
  }

  private Set<TopicPartition> partitions(KafkaConsumer<Void, Void> consumer) {
    return consumer.listTopics().entrySet().stream()
        .filter(topic -> topics.contains(topic.getKey()))
        .flatMap(topic -> topic.getValue().stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .filter(partition -> SourceName.of(uri(partition)).isPresent())
        .collect(Collectors.toSet());
  }

  private static SourceName source(TopicPartition partition) {
    return SourceName.of(uri(partition)).orElseThrow(IllegalStateException::new);
  }

  private static String uri(TopicPartition partition) {
    return "kafka://" + partition.topic() + '/' + partition.partition();
  }
}
