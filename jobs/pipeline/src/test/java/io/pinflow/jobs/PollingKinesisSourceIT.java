package io.pinflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.KinesisServer;
import io.pinflow.testing.fixture.FlinkCluster;
import io.pinflow.testing.fixture.RequiresKinesis;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@RequiresKinesis
class PollingKinesisSourceIT extends KinesisSourceBehaviour {

  private static final JobMetrics METRICS = new JobMetrics();

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      FlinkCluster.ofSlots(3, METRICS.addTo(new Configuration()));

  @Override
  JobMetrics metrics() {
    return METRICS;
  }

  @Override
  List<String> settings() {
    return List.of();
  }

  @Test
  void losesAndDoublesNothingWhereTheServerFailsEveryThirdRead(KinesisServer server)
      throws Exception {
    try (FaultyKinesis faulty = FaultyKinesis.before(server.endpoint())) {
      RecordStreams sick = streams.through(faulty.endpoint());
      streams.create(name, 2);
      send(60);
      job = start(sick, UnaryOperator.identity(), null, 2);
      for (int sent = 120; sent <= 240; sent += 60) {
        send(60);
        awaitReceived(sent);
      }
      job.awaitTrue(
          "three of each fault",
          () ->
              faulty.counts().size() == FaultyKinesis.Fault.values().length
                  && faulty.counts().values().stream().allMatch(count -> count >= 3));
      send(20);
      awaitReceived(260);
      job.stopWithSavepoint(savepoints);
    }

    assertThat(job.restarts()).isZero();
    assertArchivedOnce(260);
  }
}
