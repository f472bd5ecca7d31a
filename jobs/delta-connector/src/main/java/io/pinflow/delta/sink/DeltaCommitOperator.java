package io.pinflow.delta.sink;

import io.pinflow.delta.kernel.BackgroundLogCheckpoints;
import io.pinflow.delta.kernel.DataFile;
import io.pinflow.delta.kernel.DeltaAppender;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.Overwrite;
import io.pinflow.delta.kernel.SourceRange;
import io.pinflow.delta.kernel.TimeColumn;
import io.pinflow.delta.kernel.WriteErrors;
import io.pinflow.delta.kernel.WriteLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.api.graph.StreamConfig;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.util.SimpleVersionedListState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers the files of all writers and makes one commit per checkpoint. Runs with parallelism 1 and
 * emits nothing.
 *
 * <p>All files received before a checkpoint's barrier make one committable, which is part of that
 * checkpoint and is committed when, and only when, that checkpoint is complete. A checkpoint
 * without files makes no commit. Pending committables of a restored checkpoint are committed at
 * once, under the identity they were given; new ones get a new epoch.
 *
 * <p>It commits itself instead of handing over to Flink's committer operator because of the end of
 * a bounded input: that one (1.20.0) commits everything at the first checkpoint which completes
 * after the end, also files that are no part of that checkpoint. A failure before the final
 * checkpoint would then write their rows a second time.
 *
 * <p>Without checkpoints (batch mode, or checkpointing off) everything is committed in one piece at
 * the end of the input, under an identity which a restart of the same job has too: it finds what
 * was committed before the failure. So is an overwrite in any case, also if there are no files,
 * under the identity of its statement.
 */
final class DeltaCommitOperator extends AbstractStreamOperator<CommittableMessage<Void>>
    implements OneInputStreamOperator<CommittableMessage<WriterResult>, CommittableMessage<Void>>,
        BoundedOneInput {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(DeltaCommitOperator.class);

  private static final ListStateDescriptor<byte[]> PENDING =
      new ListStateDescriptor<>("delta-pending-commits", BytePrimitiveArraySerializer.INSTANCE);

  private final SinkTable table;
  private final Configuration options;
  private final DeltaEngineFactory engines;

  private transient DeltaEngine engine;
  private transient BackgroundLogCheckpoints checkpoints;
  private transient CommitMetrics metrics;
  private transient DeltaCommitter committer;
  private transient String tableId;
  private transient UUID epoch;
  private transient List<WriterResult> received;
  private transient NavigableMap<Long, DeltaCommittable> pending;
  private transient ListState<DeltaCommittable> state;
  private transient long lastCheckpointId;

  DeltaCommitOperator(
      SinkTable table,
      Configuration options,
      DeltaEngineFactory engines,
      ProcessingTimeService processingTime) {
    this.table = table;
    this.options = options;
    this.engines = engines;
    this.processingTimeService = processingTime;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    received = new ArrayList<>();
    pending = new TreeMap<>();
    epoch = table.overwrite().map(Overwrite::statement).orElseGet(this::newEpoch);
    lastCheckpointId = context.getRestoredCheckpointId().orElse(0);
    requireAlignedBarriers();
    requireOneCommitPerOverwrite();
    engine = engines.create(options);
    WriteLayout layout = table.open(engine);
    tableId = layout.tableId();
    checkpoints = new BackgroundLogCheckpoints(table.path(), () -> engines.create(options));
    metrics = metrics(layout);
    committer =
        new DeltaCommitter(
            table,
            layout,
            new DeltaAppender(engine, table.at(engine), checkpoints),
            metrics,
            options.get(DeltaSinkOptions.COMMIT_ATTEMPTS),
            options.get(DeltaSinkOptions.COMMIT_MAX_BACKOFF));
    state =
        new SimpleVersionedListState<>(
            context.getOperatorStateStore().getListState(PENDING),
            new DeltaCommittableSerializer());
    List<DeltaCommittable> restored = new ArrayList<>();
    state.get().forEach(restored::add);
    LOG.info(
        "Epoch {} of commits to {} begins, {} restored commit(s) pending",
        epoch,
        table.path(),
        restored.size());
    // They are in the order of their checkpoints, as they were written.
    for (DeltaCommittable committable : restored) {
      committer.commitRestored(committable);
      metrics.upToDate();
    }
  }

  /**
   * Where nothing is kept between attempts of a job, all attempts have the same: one of this job,
   * this operator and this sink, each of which may be used again by another.
   */
  private UUID newEpoch() {
    if (!isRepeatable()) {
      return UUID.randomUUID();
    }
    String attempts =
        table.description()
            + "/"
            + getContainingTask().getEnvironment().getJobID()
            + "/"
            + getOperatorID();
    return UUID.nameUUIDFromBytes(attempts.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether a restarted job begins from nothing. */
  private boolean isRepeatable() {
    return !getOperatorConfig().isCheckpointingEnabled();
  }

  private CommitMetrics metrics(WriteLayout layout) {
    String timeColumn = options.get(DeltaSinkOptions.METRICS_TIME_COLUMN);
    return new CommitMetrics(
        MetricPath.of(options.get(DeltaSinkOptions.METRICS_GROUP)).below(getMetricGroup()),
        timeColumn == null ? null : TimeColumn.of(layout, timeColumn),
        processingTimeService::getCurrentProcessingTime);
  }

  @Override
  public void processElement(StreamRecord<CommittableMessage<WriterResult>> element) {
    CommittableMessage<WriterResult> message = element.getValue();
    if (message instanceof CommittableWithLineage) {
      received.add(((CommittableWithLineage<WriterResult>) message).getCommittable());
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    lastCheckpointId = context.getCheckpointId();
    prepare(lastCheckpointId);
    state.update(new ArrayList<>(pending.values()));
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    commitUpTo(checkpointId);
  }

  @Override
  public void endInput() throws IOException {
    if (!isFinalCheckpointComing()) {
      long afterAll = lastCheckpointId + 1;
      if (isRepeatable()) {
        if (table.overwrite().isPresent() || !received.isEmpty()) {
          committer.commitRestored(committable(afterAll));
        }
        received.clear();
        metrics.upToDate();
        return;
      }
      prepare(afterAll);
      commitUpTo(afterAll);
    }
  }

  @Override
  public void close() throws Exception {
    if (checkpoints != null) {
      checkpoints.close();
    }
    if (engine != null) {
      engine.close();
    }
    super.close();
  }

  private void prepare(long checkpointId) {
    if (!received.isEmpty()) {
      pending.put(checkpointId, committable(checkpointId));
      received.clear();
    }
  }

  /** All that has been received. */
  private DeltaCommittable committable(long checkpointId) {
    List<DataFile> files = new ArrayList<>();
    List<SourceRange> progress = new ArrayList<>();
    for (WriterResult result : received) {
      files.addAll(result.files());
      progress.addAll(result.progress());
    }
    return new DeltaCommittable(
        epoch,
        checkpointId,
        System.currentTimeMillis(),
        tableId,
        files,
        SourceRange.union(progress));
  }

  private void commitUpTo(long checkpointId) throws IOException {
    Iterator<DeltaCommittable> complete = pending.headMap(checkpointId, true).values().iterator();
    while (complete.hasNext()) {
      committer.commit(complete.next());
      complete.remove();
    }
    metrics.upToDate();
  }

  /** Else rows which a barrier overtook would count as covered without being in the commit. */
  private void requireAlignedBarriers() {
    StreamConfig task = getOperatorConfig();
    boolean aligned = task.isExactlyOnceCheckpointMode() && !task.isUnalignedCheckpointsEnabled();
    if (table.recordsProgress() && task.isCheckpointingEnabled() && !aligned) {
      throw WriteErrors.progressNeedsAlignedCheckpoints(table.path());
    }
  }

  /** Else the rows of one checkpoint would replace those of the one before. */
  private void requireOneCommitPerOverwrite() {
    if (table.overwrite().isPresent() && !isRepeatable()) {
      throw WriteErrors.overwriteInStreaming(table.path());
    }
  }

  /** As the task itself decides whether to wait for one. */
  private boolean isFinalCheckpointComing() {
    return getContainingTask().getConfiguration().isCheckpointingEnabled()
        && getContainingTask()
            .getConfiguration()
            .getConfiguration()
            .get(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH);
  }
}
