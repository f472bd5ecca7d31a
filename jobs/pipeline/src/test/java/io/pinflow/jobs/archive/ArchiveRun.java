package io.pinflow.jobs.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toList;

import io.pinflow.jobs.metrics.ExactCounters;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RawRecordSource;
import io.pinflow.jobs.source.SourceSystem;
import io.pinflow.testing.fixture.RecordedMetrics;
import io.pinflow.testing.fixture.StandingClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessageTypeInfo;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.operators.sink.CommitterOperatorFactory;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/**
 * The job's operators on a real folder, of one subtask each, moved step by step: so that a run can
 * end between any two steps. To end one is to forget it.
 */
final class ArchiveRun {

  private static final long MANY_BYTES = 1L << 30;

  private final RecordedMetrics metrics = RecordedMetrics.below(ExactCounters.GROUP);
  private final ArchiveSink sink;
  private final StandingClock clock;
  private final OneInputStreamOperatorTestHarness<RawRecord, RawRecord> count;
  private final OneInputStreamOperatorTestHarness<RawRecord, CommittableMessage<ArchiveCommittable>>
      writer;
  private final OneInputStreamOperatorTestHarness<
          CommittableMessage<ArchiveCommittable>, CommittableMessage<ArchiveCommittable>>
      committer;
  private final OneInputStreamOperatorTestHarness<CommittableMessage<ArchiveCommittable>, Void>
      ledger;
  private long checkpoint;

  private ArchiveRun(Path root, ArchiveSink sink, StandingClock clock, String... streams)
      throws Exception {
    this.sink = sink;
    this.clock = clock;
    LedgerFolder folder = folder(root);
    count =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new CountFunction(List.of(streams), folder)),
            new MockEnvironmentBuilder().setMetricGroup(metrics.taskGroup()).build());
    count.setup(RawRecordSource.TYPE.createSerializer(new SerializerConfigImpl()));
    writer = new OneInputStreamOperatorTestHarness<>(new SinkWriterOperatorFactory<>(sink));
    writer.setup(messages());
    committer =
        new OneInputStreamOperatorTestHarness<>(
            new CommitterOperatorFactory<>(sink, false, true),
            new MockEnvironmentBuilder().setMetricGroup(metrics.taskGroup()).build());
    committer.setup(messages());
    ledger = new OneInputStreamOperatorTestHarness<>(new LedgerOperator(folder));
    ledger.setup();
  }

  static LedgerFolder folder(Path root) {
    return new LedgerFolder(raw(root).toString());
  }

  private static org.apache.flink.core.fs.Path raw(Path root) {
    return new org.apache.flink.core.fs.Path(root.toUri().toString(), "raw");
  }

  /** A run of its own, with a state or none. */
  static ArchiveRun start(Path root, @Nullable State state, String... streams) throws Exception {
    RawArchive archive =
        new RawArchive(root.toUri().toString(), ArchiveCompression.GZIP, MANY_BYTES);
    StandingClock clock = new StandingClock(Instant.EPOCH);
    ArchiveRun run = new ArchiveRun(root, archive.sink(clock), clock, streams);
    run.open(state);
    return run;
  }

  /** The same run goes on from a checkpoint after a failure. */
  ArchiveRun restart(Path root, State state, String... streams) throws Exception {
    ArchiveRun again = new ArchiveRun(root, sink, clock, streams);
    again.open(state);
    return again;
  }

  private void open(@Nullable State state) throws Exception {
    ledger.open();
    if (state != null) {
      checkpoint = state.checkpoint;
      count.initializeState(state.count);
      writer.initializeState(state.writer);
      committer.initializeState(state.committer);
    }
    count.open();
    writer.open();
    committer.open();
    if (state != null) {
      // On a cluster it commits as it starts; the harness tells it of no checkpoint it comes from.
      commit();
    }
    handOn();
  }

  void read(RawRecord... records) throws Exception {
    for (RawRecord record : records) {
      count.processElement(record, 0);
    }
    for (RawRecord passed : count.extractOutputValues()) {
      writer.processElement(passed, 0);
    }
    count.getOutput().clear();
  }

  /** A checkpoint is made, and is complete as far as the job's tasks know. */
  State checkpoint() throws Exception {
    checkpoint++;
    writer.prepareSnapshotPreBarrier(checkpoint);
    for (CommittableMessage<ArchiveCommittable> message : writer.extractOutputValues()) {
      committer.processElement(new StreamRecord<>(message));
    }
    writer.getOutput().clear();
    return new State(
        checkpoint,
        count.snapshot(checkpoint, 0),
        writer.snapshot(checkpoint, 0),
        committer.snapshot(checkpoint, 0));
  }

  /** The objects of the last checkpoint are made visible, and the ledger hears nothing of it. */
  void commit() throws Exception {
    committer.notifyOfCompletedCheckpoint(checkpoint);
  }

  /** The ledger hears of what was committed. */
  void handOn() throws Exception {
    List<CommittableMessage<ArchiveCommittable>> committed =
        new ArrayList<>(committer.extractOutputValues());
    committer.getOutput().clear();
    for (CommittableMessage<ArchiveCommittable> message : committed) {
      ledger.processElement(new StreamRecord<>(message));
    }
  }

  /** All that belongs to a checkpoint, to its end. */
  State complete() throws Exception {
    State state = checkpoint();
    commit();
    handOn();
    return state;
  }

  /** Time passes for the committer. */
  void passes(Duration time) {
    clock.moveOn(time);
  }

  long gauge(String name) {
    return metrics.gauge(name);
  }

  long count(String name) {
    Map<String, Long> counts = metrics.counts();
    return counts.getOrDefault(name, 0L);
  }

  /** The records in visible objects. */
  static List<RawRecord> archived(Path root) throws IOException {
    List<RawRecord> records = new ArrayList<>();
    ArchiveObjects objects = new ArchiveObjects(root.toUri().toString());
    for (SourceSystem system : SourceSystem.values()) {
      for (org.apache.flink.core.fs.Path object : objects.list(system, name -> true)) {
        ArchiveObjects.read(
            object,
            records::add,
            (line, why) -> {
              throw new IllegalStateException(object + ", line " + line + ": " + why);
            });
      }
    }
    return records;
  }

  /** The values of the records in visible objects. */
  static List<String> values(Path root) throws IOException {
    return archived(root).stream()
        .map(record -> new String(record.value(), UTF_8))
        .collect(toList());
  }

  private TypeSerializer<CommittableMessage<ArchiveCommittable>> messages() {
    ArchiveSink of = sink;
    return CommittableMessageTypeInfo.of(of::getCommittableSerializer)
        .createSerializer(new SerializerConfigImpl());
  }

  /** A checkpoint or savepoint. */
  static final class State {
    private final long checkpoint;
    private final OperatorSubtaskState count;
    private final OperatorSubtaskState writer;
    private final OperatorSubtaskState committer;

    State(
        long checkpoint,
        OperatorSubtaskState count,
        OperatorSubtaskState writer,
        OperatorSubtaskState committer) {
      this.checkpoint = checkpoint;
      this.count = count;
      this.writer = writer;
      this.committer = committer;
    }
  }
}
