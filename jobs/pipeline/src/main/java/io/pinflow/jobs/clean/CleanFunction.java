package io.pinflow.jobs.clean;

import io.pinflow.jobs.metrics.ExactCounters;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.schema.CleanRow;
import io.pinflow.schema.CleaningFailure;
import io.pinflow.schema.CleaningLimits;
import io.pinflow.schema.CleaningResult;
import io.pinflow.schema.ContentHash;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Decodes and cleans. Each record leaves as a clean record, or as a refused one and as a row of the
 * quarantine by the side output. No record makes it fail.
 *
 * <p>What the tables covered when the job started is not stored again, whatever state the job
 * starts from: a clean record leaves marked as covered, so that a repetition of it is known, and a
 * refused one not at all.
 */
final class CleanFunction extends ProcessFunction<RawRecord, CleanRecord>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;
  private static final ContentHash NOT_HASHED = new ContentHash(0, 0);

  private final Map<String, RecordKind> kindByTopic;
  private final CleaningLimits limits;
  private final boolean hashed;
  private final String componentVersion;
  private final OutputTag<RowData> quarantine;
  private final TableContents tables;

  private transient ExactCounters counters;
  private transient Map<String, KindCleaner> cleanerByTopic;
  private transient QuarantineMapper quarantineMapper;
  private transient Coverage quarantineCoverage;
  private transient SequenceGuard sequences;

  /**
   * A cleaner.
   *
   * @param kindByTopic the kind of every topic's records
   * @param hashed whether clean records get their content's hash, which costs time
   * @param quarantine where the rows of refused records go
   * @param tables what is stored already
   */
  CleanFunction(
      Map<String, RecordKind> kindByTopic,
      CleaningLimits limits,
      boolean hashed,
      String componentVersion,
      OutputTag<RowData> quarantine,
      TableContents tables) {
    this.kindByTopic = new HashMap<>(kindByTopic);
    this.limits = limits;
    this.hashed = hashed;
    this.componentVersion = componentVersion;
    this.quarantine = quarantine;
    this.tables = tables;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counters = ExactCounters.restore(context, getRuntimeContext().getMetricGroup());
    Map<RecordKind, KindCleaner> cleaners = new EnumMap<>(RecordKind.class);
    cleanerByTopic = new HashMap<>();
    kindByTopic.forEach(
        (topic, kind) ->
            cleanerByTopic.put(topic, cleaners.computeIfAbsent(kind, k -> cleaner(k))));
    quarantineMapper = new QuarantineMapper(componentVersion);
    sequences = new SequenceGuard();
    quarantineCoverage = Coverage.of(tables.ledger(TableSchema.quarantine()));
  }

  private KindCleaner cleaner(RecordKind kind) {
    Coverage coverage = Coverage.of(tables.ledger(TableSchema.of(kind)));
    return new KindCleaner(kind, limits, counters, coverage);
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<CleanRecord> out) {
    sequences.check(record.position());
    KindCleaner kind = cleanerByTopic.get(record.position().stream());
    boolean covered = kind.coverage().covers(record.position());
    if (covered) {
      kind.counters().covered();
    } else {
      kind.counters().received();
    }
    CleaningResult result = kind.cleaner().clean(record.value());
    if (result.isClean()) {
      clean(kind, result.row(), record, covered, out);
    } else {
      refuse(kind, result.failure(), record, covered, context, out);
    }
  }

  private void clean(
      KindCleaner kind,
      CleanRow row,
      RawRecord record,
      boolean covered,
      Collector<CleanRecord> out) {
    if (covered && !hashed) {
      return;
    }
    BinaryRowData mapped = kind.mapper().map(row, record);
    if (covered) {
      Outcome.COVERED.mark(mapped);
    } else {
      kind.counters().fired(row.firedRules());
    }
    ContentHash hash = hashed ? row.contentHash() : NOT_HASHED;
    out.collect(new CleanRecord(kind.kind(), hash, mapped));
  }

  /** The quarantine may lack what the kind's table covers, if a job was killed between commits. */
  private void refuse(
      KindCleaner kind,
      CleaningFailure failure,
      RawRecord record,
      boolean covered,
      Context context,
      Collector<CleanRecord> out) {
    if (!quarantineCoverage.covers(record.position())) {
      context.output(quarantine, quarantineMapper.map(kind.kind(), failure, record));
    }
    if (!covered) {
      kind.counters().quarantined(failure.code());
      BinaryRowData position = kind.mapper().position(record);
      Outcome.QUARANTINED.mark(position);
      out.collect(new CleanRecord(kind.kind(), spread(record), position));
    }
  }

  /** Any hash, so that refused records do not all go to one subtask. */
  private static ContentHash spread(RawRecord record) {
    return new ContentHash(record.position().hashCode(), 0);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    counters.snapshot();
  }
}
