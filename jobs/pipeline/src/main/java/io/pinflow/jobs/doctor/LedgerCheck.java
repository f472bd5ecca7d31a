package io.pinflow.jobs.doctor;

import io.pinflow.delta.DeltaTableProgress;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether each topic still is the one the tables were filled from. One that was deleted and made
 * again counts from 0: its records would be taken for those the tables have, and left out.
 */
public final class LedgerCheck implements Check {

  private final KafkaAccess kafka;
  private final Map<String, List<String>> tablesByTopic;

  /**
   * @param tablesByTopic the paths of the tables which the records of a topic go to
   */
  public LedgerCheck(KafkaAccess kafka, Map<String, List<String>> tablesByTopic) {
    this.kafka = kafka;
    this.tablesByTopic = Map.copyOf(tablesByTopic);
  }

  @Override
  public String what() {
    return "topics and tables";
  }

  /** Says nothing of Kafka where that does not answer: a check of its own does. */
  @Override
  public List<Finding> run() throws InterruptedException {
    Map<TopicPartition, Long> ends;
    try {
      ends = endOffsets();
    } catch (ExecutionException | KafkaException e) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    tablesByTopic.values().stream()
        .flatMap(List::stream)
        .distinct()
        .sorted()
        .forEach(table -> compare(table, ends).ifPresent(findings::add));
    return findings;
  }

  private Map<TopicPartition, Long> endOffsets() throws ExecutionException, InterruptedException {
    Admin admin = kafka.connect();
    try {
      return kafka.endOffsets(admin, tablesByTopic.keySet());
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  private Optional<Finding> compare(String table, Map<TopicPartition, Long> ends) {
    DeltaTableProgress covered = DeltaTableProgress.read(table, new Configuration());
    return ends.keySet().stream()
        .filter(partition -> tablesByTopic.get(partition.topic()).contains(table))
        .sorted((a, b) -> a.toString().compareTo(b.toString()))
        .flatMap(partition -> behind(partition, ends.get(partition), covered, table).stream())
        .findFirst();
  }

  private static Optional<Finding> behind(
      TopicPartition partition, long end, DeltaTableProgress covered, String table) {
    Optional<String> position =
        covered.position("kafka://" + partition.topic() + '/' + partition.partition());
    if (position.isEmpty()
        || new BigInteger(position.get()).compareTo(BigInteger.valueOf(end)) < 0) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.error(
            "Kafka topic " + partition.topic(),
            "partition "
                + partition.partition()
                + " ends before offset "
                + end
                + ", but "
                + table
                + " covers it up to offset "
                + position.get()
                + ": the topic was deleted and made again, or is another cluster's, and its"
                + " records would be taken for stored ones",
            "Give the new topic another name, or give another --table-root"));
  }
}
