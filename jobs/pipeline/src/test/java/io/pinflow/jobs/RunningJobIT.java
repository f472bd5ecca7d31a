package io.pinflow.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.testing.KafkaBroker;
import io.pinflow.testing.fixture.FlinkCluster;
import io.pinflow.testing.fixture.FlinkRestarts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a test is told when it has waited for a job in vain. */
@ExtendWith(SharedBroker.class)
class RunningJobIT {

  private static final String TOPIC = "waited-for";
  private static final JobMetrics METRICS = new JobMetrics();

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      FlinkCluster.ofSlots(1, METRICS.addTo(new Configuration()));

  @Test
  void tellsWhatTheJobHasDoneWhereAWaitRunsOut(KafkaBroker broker, @TempDir Path archive)
      throws Exception {
    try (KafkaTopics topics = KafkaTopics.create(broker, TOPIC)) {
      topics.send(TOPIC, List.of("1".getBytes(UTF_8), "2".getBytes(UTF_8)));
      List<String> args = new ArrayList<>(topics.settings(TOPIC));
      args.addAll(List.of("--archive-root", archive.toUri().toString()));
      RunningJob job =
          RunningJob.start(
              new RawArchiveJob(),
              METRICS,
              FlinkRestarts.atMost(0),
              1,
              args.toArray(new String[0]));
      job.awaitTrue("2 records", () -> job.counts().getOrDefault(TOPIC + ".received", 0L) == 2);

      assertThatThrownBy(() -> job.awaitTrue("3 records", Duration.ofSeconds(1), () -> false))
          .isInstanceOf(AssertionError.class)
          .hasMessageStartingWith(
              "3 records did not come to be within 1 s: the job is RUNNING after 0 restarts, and"
                  + " counts {")
          .hasMessageContaining("waited-for.received=2");
      job.cancelIfRunning();
    }
  }
}
