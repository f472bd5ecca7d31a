package io.pinflow.delta.sink;

import io.pinflow.delta.kernel.DataFile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.annotation.Nullable;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** The commit operator by itself, which takes two attempts at a commit. */
final class CommitHarness
    extends OneInputStreamOperatorTestHarness<
        CommittableMessage<WriterResult>, CommittableMessage<Void>> {

  CommitHarness(
      SinkTable table,
      Configuration settings,
      DeltaEngineFactory engines,
      @Nullable TaskMetricGroup metrics)
      throws Exception {
    super(
        new DeltaCommitOperatorFactory(table, options(settings), engines),
        environment(metrics).build());
  }

  /** As part of a job that may have run before. */
  CommitHarness(SinkTable table, DeltaEngineFactory engines, JobID job, OperatorID operator)
      throws Exception {
    super(
        new DeltaCommitOperatorFactory(table, options(new Configuration()), engines),
        environment(null).setJobID(job).build());
    getStreamConfig().setOperatorID(operator);
  }

  private static MockEnvironmentBuilder environment(@Nullable TaskMetricGroup metrics) {
    MockEnvironmentBuilder environment = new MockEnvironmentBuilder();
    return metrics == null ? environment : environment.setMetricGroup(metrics);
  }

  private static Configuration options(Configuration settings) {
    Configuration options = new Configuration(settings);
    options.set(DeltaSinkOptions.COMMIT_ATTEMPTS, 2);
    options.set(DeltaSinkOptions.COMMIT_MAX_BACKOFF, Duration.ofMillis(10));
    return options;
  }

  void start(@Nullable OperatorSubtaskState state, boolean checkpointing, boolean finalCheckpoint)
      throws Exception {
    getStreamConfig().setCheckpointingEnabled(checkpointing);
    getStreamConfig()
        .getConfiguration()
        .set(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH, finalCheckpoint);
    setup();
    initializeState(state);
    open();
  }

  /** One file of ten rows and 1,000 bytes, as a writer announces it. */
  void file(long checkpointId) throws Exception {
    file(checkpointId, "{\"numRecords\":10}");
  }

  void file(long checkpointId, String statistics) throws Exception {
    DataFile file =
        new DataFile("part-" + UUID.randomUUID() + ".parquet", Map.of(), 1_000, 1L, 10, statistics);
    processElement(new StreamRecord<>(new CommittableSummary<>(0, 1, checkpointId, 1, 1, 0)));
    processElement(
        new StreamRecord<>(
            new CommittableWithLineage<>(
                new WriterResult(List.of(file), List.of()), checkpointId, 0)));
  }

  /** A checkpoint is made, and is complete. */
  void complete(long checkpointId) throws Exception {
    snapshot(checkpointId, 0);
    notifyOfCompletedCheckpoint(checkpointId);
  }
}
