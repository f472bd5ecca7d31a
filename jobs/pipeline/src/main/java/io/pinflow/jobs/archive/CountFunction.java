package io.pinflow.jobs.archive;

import io.pinflow.jobs.config.JobErrors;
import io.pinflow.jobs.metrics.ExactCounters;
import io.pinflow.jobs.source.KinesisPosition;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RecordPosition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Passes on the records which the archive does not hold, and of the others the mere note that they
 * were passed over: those which a job that starts without its state, or from an older one, reads
 * again. Counts both for each topic or stream, as {@code kinesisanalytics.NAME.received} and {@code
 * .covered}.
 *
 * <p>Each start, also one after a failure, asks the archive for what is beyond the state it starts
 * from. Of a source that has passed all of it nothing is asked any more.
 */
final class CountFunction extends ProcessFunction<RawRecord, RawRecord>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final ArrayList<String> streams;
  private final LedgerFolder ledger;

  private transient ExactCounters counters;
  private transient ReadPositions positions;
  private transient Map<String, SourceCoverage> archived;
  private transient BySource<Source> sources;

  CountFunction(List<String> streams, LedgerFolder ledger) {
    this.streams = new ArrayList<>(streams);
    this.ledger = ledger;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counters = ExactCounters.restore(context, getRuntimeContext().getMetricGroup());
    for (String stream : streams) {
      received(stream);
      covered(stream);
    }
    positions =
        ReadPositions.restore(context, getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
    try {
      archived = ArchiveCoverage.read(ledger, streams, positions.restored());
    } catch (IOException e) {
      throw JobErrors.archiveLedgerUnreadable(ledger.raw(), e);
    }
    sources = new BySource<>(this::source);
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<RawRecord> out) {
    Source source = sources.of(record.position());
    RecordPosition position = source.next(record.position());
    if (source.archived != null && source.isArchived(position)) {
      source.covered.inc();
      out.collect(RawRecord.passedOver(position));
      return;
    }
    source.received.inc();
    out.collect(position == record.position() ? record : record.at(position));
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    counters.snapshot();
    positions.snapshot(
        sources.values().stream()
            .map(source -> source.last)
            .filter(last -> last != null)
            .collect(Collectors.toList()));
  }

  private Source source(RecordPosition position) {
    return new Source(
        received(position.stream()),
        covered(position.stream()),
        archived.get(position.source()),
        positions.restored().get(position.source()));
  }

  private Counter received(String stream) {
    return counters.counter(stream + ".received");
  }

  private Counter covered(String stream) {
    return counters.counter(stream + ".covered");
  }

  /** A partition or shard. */
  private static final class Source {

    private final Counter received;
    private final Counter covered;
    @Nullable private SourceCoverage archived;
    @Nullable private RecordPosition last;

    Source(
        Counter received,
        Counter covered,
        @Nullable SourceCoverage archived,
        @Nullable RecordPosition last) {
      this.received = received;
      this.covered = covered;
      this.archived = archived;
      this.last = last;
    }

    /** Takes note of the next record, and tells which of those of its sequence number it is. */
    RecordPosition next(RecordPosition position) {
      if (position instanceof KinesisPosition && last != null) {
        last = ((KinesisPosition) position).after((KinesisPosition) last);
      } else {
        last = position;
      }
      return last;
    }

    boolean isArchived(RecordPosition position) {
      if (archived.covers(position)) {
        return true;
      }
      if (archived.endsAt(position)) {
        archived = null;
      }
      return false;
    }
  }
}
