package io.pinflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.KafkaBroker;
import io.pinflow.testing.fixture.FlinkCluster;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedBroker.class)
class KafkaSourceIT extends SourceBehaviour<KafkaTopics> {

  private static final JobMetrics METRICS = new JobMetrics();

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      FlinkCluster.ofSlots(3, METRICS.addTo(new Configuration()));

  @BeforeEach
  void openTopics(KafkaBroker broker, TestInfo test) {
    use(KafkaTopics.of(broker), test);
  }

  @ParameterizedTest
  @ValueSource(strings = {"earliest", "latest", "committed"})
  void failsWhereTheBrokerHasDeletedRecordsThatWereNotRead(String start) throws Exception {
    name += "-" + start;
    String savepoint = stopAndExpireUnreadRecords();

    job = start(UnaryOperator.identity(), savepoint, 1, "--start-position", start);

    assertThat(job.awaitFailure()).contains("out of range").contains(name + "-0");
  }

  @Test
  void goesOnAfterDeletedRecordsIfItIsToldTo() throws Exception {
    String savepoint = stopAndExpireUnreadRecords();

    job = start(UnaryOperator.identity(), savepoint, 1, "--kafka-fail-on-data-loss", "false");

    awaitReceived(130);
  }

  /** Of the 150 records of a partition, leaves the first 100 read and the last 30 there. */
  private String stopAndExpireUnreadRecords() throws Exception {
    streams.create(name, 1);
    send(100);
    job = start(UnaryOperator.identity(), null, 1);
    awaitReceived(100);
    String savepoint = job.stopWithSavepoint(savepoints);
    send(50);
    streams.expire(name, 0, 120);
    return savepoint;
  }

  @Override
  JobMetrics metrics() {
    return METRICS;
  }

  @Override
  List<String> settings() {
    return List.of();
  }
}
