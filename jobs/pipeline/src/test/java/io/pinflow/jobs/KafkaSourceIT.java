package io.pinflow.jobs;

import io.pinflow.testing.KafkaBroker;
import io.pinflow.testing.fixture.FlinkCluster;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

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

  @Override
  JobMetrics metrics() {
    return METRICS;
  }

  @Override
  List<String> settings() {
    return List.of();
  }
}
