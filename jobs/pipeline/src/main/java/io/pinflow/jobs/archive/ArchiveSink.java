package io.pinflow.jobs.archive;

import io.pinflow.jobs.config.JobErrors;
import io.pinflow.jobs.metrics.ExactCounters;
import io.pinflow.jobs.source.RawRecord;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.sink.writer.FileWriterBucketState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Flink's file sink, which besides keeps a ledger of what it has made visible, and whose failures
 * name the archive: its own name a key without the bucket, or no place at all.
 *
 * <pre>{@code
 * records ──> Writer ──> Committer ──> Ledger (one task)
 *              │ a hint of      │ objects    │ last positions; hints that these
 *              ▼ the objects    ▼            ▼ cover are deleted
 *        _ledger/pending  topics/NAME/...  _ledger/topics/NAME
 * }</pre>
 *
 * <p>What is visible is covered by the ledger or named by a hint, at every moment. The records of
 * one partition or shard must come to one writer, in order. The writer's state is the file sink's;
 * the committer's state of the file sink alone can be restored.
 */
final class ArchiveSink
    implements Sink<RawRecord>,
        SupportsWriterState<RawRecord, FileWriterBucketState>,
        SupportsCommitter<ArchiveCommittable>,
        SupportsPostCommitTopology<ArchiveCommittable> {

  static final String LEDGER_UID = "ledger";

  private static final long serialVersionUID = 1L;

  private final String run;
  private final LedgerFolder ledger;
  private final FileSink<RawRecord> files;
  private final Clock clock;

  /**
   * @param run a name which no other run has; a run is a job graph, however often it restarts
   * @param clock by which the time since a commit is told
   */
  ArchiveSink(String run, LedgerFolder ledger, FileSink<RawRecord> files, Clock clock) {
    this.run = run;
    this.ledger = ledger;
    this.files = files;
    this.clock = clock;
  }

  @Override
  @Deprecated
  public SinkWriter<RawRecord> createWriter(InitContext context) {
    throw new UnsupportedOperationException("Flink 1.20 calls the other method");
  }

  @Override
  public SinkWriter<RawRecord> createWriter(WriterInitContext context) throws IOException {
    return restoreWriter(context, List.of());
  }

  @Override
  public StatefulSinkWriter<RawRecord, FileWriterBucketState> restoreWriter(
      WriterInitContext context, Collection<FileWriterBucketState> state) throws IOException {
    try {
      return new ArchiveSinkWriter(run, ledger, files.restoreWriter(context, state));
    } catch (IOException e) {
      throw JobErrors.archiveFailed(ledger.raw(), e);
    }
  }

  @Override
  public SimpleVersionedSerializer<FileWriterBucketState> getWriterStateSerializer() {
    return files.getWriterStateSerializer();
  }

  @Override
  public Committer<ArchiveCommittable> createCommitter(CommitterInitContext context)
      throws IOException {
    MetricGroup group = context.metricGroup().addGroup(ExactCounters.GROUP);
    return new ArchiveCommitter(
        ledger,
        new RestoredObjects(run, ledger),
        files.createCommitter(context),
        new ArchiveMetrics(group, clock));
  }

  @Override
  public SimpleVersionedSerializer<ArchiveCommittable> getCommittableSerializer() {
    return new ArchiveCommittableSerializer(files.getCommittableSerializer());
  }

  @Override
  public void addPostCommitTopology(DataStream<CommittableMessage<ArchiveCommittable>> committed) {
    committed
        .global()
        .transform("Ledger", Types.VOID, new LedgerOperator(ledger))
        .forceNonParallel()
        // In one chain with the committer it would impose its limit on that one's state.
        .disableChaining()
        .uid(LEDGER_UID);
  }
}
