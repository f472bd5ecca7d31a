package io.pinflow.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.source.RawRecordSource;
import io.pinflow.testing.KinesisServer;
import io.pinflow.testing.fixture.FlinkCluster;
import io.pinflow.testing.fixture.RequiresKinesis;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Enhanced fan-out, in one test: the server tells an idle subscription nothing, wherefore the
 * connector takes 35 seconds to leave it, at each end of a job.
 */
@RequiresKinesis
@ExtendWith(SharedKinesis.class)
class FanOutKinesisSourceIT {

  private static final String STREAM = "streaming-fanned-pin";
  private static final JobMetrics METRICS = new JobMetrics();

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      FlinkCluster.ofSlots(3, METRICS.addTo(new Configuration()));

  @TempDir private Path archive;
  @TempDir private Path savepoints;

  private RunningJob job;
  private int numbered;

  @Test
  void losesAndDoublesNothingThroughAFailureASplitAndASavepoint(KinesisServer server)
      throws Exception {
    try (KinesisStreams streams = KinesisStreams.of(server)) {
      FailOnce failure = new FailOnce();
      streams.create(STREAM, 2);
      send(streams, 40);
      job = start(streams, source -> new FailingSource(source, failure), null, 2);
      job.awaitTrue("a checkpoint", () -> failure.checkpoints() >= 1 && received() >= 40);
      failure.arm(20);
      send(streams, 40);
      job.awaitTrue("the failure", () -> failure.failures() == 1);
      streams.resize(STREAM, 4);
      send(streams, 40);
      job.awaitTrue("120 records", () -> received() >= 120);
      String savepoint = job.stopWithSavepoint(savepoints);
      assertThat(job.restarts()).isEqualTo(1);

      send(streams, 40);
      job = start(streams, UnaryOperator.identity(), savepoint, 3);
      job.awaitTrue("160 records", () -> received() >= 160);
      job.stopWithSavepoint(savepoints);

      assertThat(streams.consumers(STREAM)).containsExactly("pinflow-RawArchiveJob");
      assertThat(new StoredArchive(archive).readFolder(archive))
          .hasSize(160)
          .containsExactlyInAnyOrderElementsOf(streams.stored());
    }
  }

  private void send(KinesisStreams streams, int count) {
    streams.send(
        STREAM,
        IntStream.range(numbered, numbered + count)
            .mapToObj(i -> ("{\"i\":" + i + "}").getBytes(UTF_8))
            .collect(toList()));
    numbered += count;
  }

  private long received() {
    return job.counts().getOrDefault(STREAM + ".received", 0L);
  }

  private RunningJob start(
      KinesisStreams streams,
      UnaryOperator<RawRecordSource> source,
      String savepoint,
      int parallelism)
      throws Exception {
    List<String> args = new ArrayList<>(streams.settings(STREAM));
    args.addAll(List.of("--archive-root", archive.toUri().toString(), "--kinesis-reader", "efo"));
    return RunningJob.start(
        new RawArchiveJob(source), METRICS, savepoint, parallelism, args.toArray(new String[0]));
  }
}
