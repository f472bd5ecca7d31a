package io.pinflow.jobs.doctor;

import io.pinflow.delta.DeltaTableProgress;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether each topic still is the one a place was filled from. One that was deleted and made again
 * counts from 0: its records would be taken for those the place has, and left out.
 */
public final class LedgerCheck implements Check {

  private final KafkaAccess kafka;
  private final String places;
  private final List<String> topics;
  private final List<SourceLedger> ledgers;
  private final BiPredicate<String, SourceLedger> belongs;

  private LedgerCheck(
      KafkaAccess kafka,
      String places,
      Collection<String> topics,
      Collection<SourceLedger> ledgers,
      BiPredicate<String, SourceLedger> belongs) {
    this.kafka = kafka;
    this.places = places;
    this.topics = List.copyOf(topics);
    this.ledgers = List.copyOf(ledgers);
    this.belongs = belongs;
  }

  /**
   * The check of tables.
   *
   * @param tablesByTopic the paths of the tables which the records of a topic go to
   */
  public static LedgerCheck ofTables(KafkaAccess kafka, Map<String, List<String>> tablesByTopic) {
    List<SourceLedger> tables =
        tablesByTopic.values().stream()
            .flatMap(List::stream)
            .distinct()
            .sorted()
            .map(TableLedger::new)
            .collect(Collectors.toList());
    Map<String, List<String>> byTopic = Map.copyOf(tablesByTopic);
    return new LedgerCheck(
        kafka,
        "tables",
        byTopic.keySet(),
        tables,
        (topic, table) -> byTopic.get(topic).contains(table.place()));
  }

  /** The check of an archive to which the records of all the topics go. */
  public static LedgerCheck ofArchive(
      KafkaAccess kafka, Collection<String> topics, SourceLedger archive) {
    return new LedgerCheck(kafka, "archive", topics, List.of(archive), (topic, place) -> true);
  }

  @Override
  public String what() {
    return "topics and " + places;
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
    ledgers.forEach(ledger -> compare(ledger, ends).ifPresent(findings::add));
    return findings;
  }

  private Map<TopicPartition, Long> endOffsets() throws ExecutionException, InterruptedException {
    Admin admin = kafka.connect();
    try {
      return kafka.endOffsets(admin, topics);
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  private Optional<Finding> compare(SourceLedger ledger, Map<TopicPartition, Long> ends) {
    Function<String, Optional<String>> covered;
    try {
      covered = ledger.read();
    } catch (IOException e) {
      // A check of the place itself tells.
      return Optional.empty();
    }
    return ends.keySet().stream()
        .filter(partition -> belongs.test(partition.topic(), ledger))
        .sorted((a, b) -> a.toString().compareTo(b.toString()))
        .flatMap(partition -> behind(partition, ends.get(partition), covered, ledger).stream())
        .findFirst();
  }

  private static Optional<Finding> behind(
      TopicPartition partition,
      long end,
      Function<String, Optional<String>> covered,
      SourceLedger ledger) {
    Optional<String> position =
        covered.apply("kafka://" + partition.topic() + '/' + partition.partition());
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
                + ledger.place()
                + " covers it up to offset "
                + position.get()
                + ": the topic was deleted and made again, or is another cluster's, and its"
                + " records would be taken for stored ones",
            "Give the new topic another name, or give another " + ledger.option()));
  }

  private static final class TableLedger implements SourceLedger {
    private final String table;

    TableLedger(String table) {
      this.table = table;
    }

    @Override
    public String place() {
      return table;
    }

    @Override
    public String option() {
      return "--table-root";
    }

    @Override
    public Function<String, Optional<String>> read() {
      return DeltaTableProgress.read(table, new Configuration())::position;
    }
  }
}
