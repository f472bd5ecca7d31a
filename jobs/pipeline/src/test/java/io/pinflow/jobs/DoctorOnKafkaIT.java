package io.pinflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.pinflow.delta.sink.DeltaSink;
import io.pinflow.jobs.config.ConfigurationException;
import io.pinflow.jobs.doctor.Finding;
import io.pinflow.jobs.doctor.KafkaAccess;
import io.pinflow.jobs.doctor.KafkaCheck;
import io.pinflow.jobs.doctor.LedgerCheck;
import io.pinflow.schema.RecordKind;
import io.pinflow.testing.KafkaBroker;
import io.pinflow.testing.fixture.FlinkCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedBroker.class)
class DoctorOnKafkaIT {

  @RegisterExtension static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(1);

  private static final RowType ROWS =
      (RowType)
          DataTypes.ROW(DataTypes.FIELD("ingest_source", DataTypes.STRING())).getLogicalType();

  @TempDir private Path lake;

  @Test
  void tellsWhichTopicsAreThereAndWhichAreWaitedFor(KafkaBroker broker)
      throws ExecutionException, InterruptedException {
    try (KafkaTopics topics = KafkaTopics.create(broker, "doctor.pin")) {
      KafkaAccess kafka = access(broker.bootstrapServers());

      assertThat(topics.stored()).isEmpty();
      assertThat(new KafkaCheck(kafka, List.of("doctor.pin", "doctor.none"), true).run())
          .containsExactly(
              Finding.ok("Kafka", broker.bootstrapServers() + " answers"),
              Finding.ok("Kafka topic doctor.pin", "2 partitions"),
              Finding.warning(
                  "Kafka topic doctor.none",
                  "does not exist yet: the job waits for it",
                  "Create it, or correct --kafka-topics"));
      assertThat(new KafkaCheck(kafka, List.of("doctor.none", "no topic"), false).run())
          .filteredOn(Finding::isError)
          .extracting(Finding::toString)
          .containsExactly(
              "Kafka topic doctor.none: does not exist, and a job with --stop-position waits for"
                  + " none. Create it, or correct --kafka-topics",
              "Kafka topic no topic: is no name of a topic. Correct --kafka-topics");
    }
  }

  @Test
  void warnsOfAServerThatIsGoneWhereAnotherAnswers(KafkaBroker broker) throws InterruptedException {
    KafkaAccess kafka = access("127.0.0.1:1", broker.bootstrapServers());

    assertThat(new KafkaCheck(kafka, List.of("doctor.none"), true).run())
        .extracting(Finding::what, Finding::state)
        .contains(tuple("Kafka server 127.0.0.1:1", Finding.State.WARNING));
  }

  @Test
  void tellsOfATopicThatWasMadeAgainBehindWhatATableHas(KafkaBroker broker) throws Exception {
    try (KafkaTopics topics = KafkaTopics.create(broker, "again.pin")) {
      topics.send("again.pin", Posts.of(RecordKind.PIN, 0, 10));
      String table = lake.resolve("pin_table").toUri().toString();
      LedgerCheck check =
          LedgerCheck.ofTables(
              access(broker.bootstrapServers()), Map.of("again.pin", List.of(table)));

      assertThat(check.run()).as("no table yet").isEmpty();
      store(table, "kafka://again.pin/0/4");
      assertThat(check.run()).as("the last record of the partition").isEmpty();
      store(table, "kafka://again.pin/1/5");
      assertThat(check.run())
          .singleElement()
          .hasToString(
              "Kafka topic again.pin: partition 1 ends before offset 5, but "
                  + table
                  + " covers it up to offset 5: the topic was deleted and made again, or is another"
                  + " cluster's, and its records would be taken for stored ones. Give the new topic"
                  + " another name, or give another --table-root");
    }
  }

  @Test
  void theArchiveTellsOfATopicThatWasMadeAgainBehindWhatItHas(KafkaBroker broker)
      throws ExecutionException, IOException, InterruptedException {
    try (KafkaTopics topics = KafkaTopics.create(broker, "archived.pin")) {
      assertThat(topics.stored()).isEmpty();
      Path ledger = lake.resolve("raw/_ledger/topics/archived.pin");
      Files.createDirectories(ledger);
      Files.writeString(
          ledger.resolve("00000000000000000001-a.json"),
          "{\"sources\":[{\"last\":\"kafka://archived.pin/1/5\"}]}");
      String[] job = {
        "--kafka-bootstrap-servers",
        broker.bootstrapServers(),
        "--kafka-topics",
        "archived.pin",
        "--archive-root",
        lake.toString()
      };

      assertThatThrownBy(() -> RawArchiveJob.main(job))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("RawArchiveJob cannot start: 1 problem")
          .hasMessageContaining("Kafka topic archived.pin: partition 1 ends before offset 0")
          .hasMessageContaining("covers it up to offset 5")
          .hasMessageContaining("or give another --archive-root");
    }
  }

  @Test
  void aJobTellsOfItsTableAndItsTopicBeforeItStarts(KafkaBroker broker) throws Exception {
    try (KafkaTopics topics = KafkaTopics.create(broker, "refused.pin")) {
      assertThat(topics.stored()).isEmpty();
      store(lake.resolve("pin_table").toUri().toString(), "kafka://refused.pin/0/0");
      String[] job = {
        "--kafka-bootstrap-servers",
        broker.bootstrapServers(),
        "--kafka-topics",
        "refused.pin",
        "--kinds",
        "pin",
        "--table-root",
        lake.toString()
      };

      assertThatThrownBy(() -> CleanJob.main(job))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("CleanJob cannot start: 2 problems")
          .hasMessageContaining("/pin_table' is partitioned by [] but the sink is set to")
          .hasMessageContaining("Kafka topic refused.pin: partition 0 ends before offset 0");
      try (Stream<Path> folders = Files.list(lake)) {
        assertThat(folders).containsExactly(lake.resolve("pin_table"));
      }
    }
  }

  private static KafkaAccess access(String... servers) {
    return new KafkaAccess(List.of(servers), new Properties());
  }

  private static void store(String table, String source) throws Exception {
    Configuration options = new Configuration();
    options.setString("sink.progress.column", "ingest_source");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    env.setParallelism(1);
    env.enableCheckpointing(100);
    env.fromData(
            InternalTypeInfo.of(ROWS), (RowData) GenericRowData.of(StringData.fromString(source)))
        .sinkTo(DeltaSink.forRowData(table, ROWS).withConfiguration(options).build());
    env.execute();
  }
}
