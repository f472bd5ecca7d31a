package io.pinflow.jobs.clean;

import io.pinflow.jobs.metrics.ExactCounters;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.schema.CleanRow;
import io.pinflow.schema.CleaningFailure;
import io.pinflow.schema.CleaningLimits;
import io.pinflow.schema.CleaningResult;
import io.pinflow.schema.ContentHash;
import io.pinflow.schema.RecordKind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Decodes and cleans. Each record leaves exactly once: as a clean record, or as a row of the
 * quarantine by the side output. No record makes it fail.
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

  private transient ExactCounters counters;
  private transient Map<String, KindCleaner> cleanerByTopic;
  private transient QuarantineMapper quarantineMapper;

  /**
   * A cleaner.
   *
   * @param kindByTopic the kind of every topic's records
   * @param hashed whether clean records get their content's hash, which costs time
   * @param quarantine where the rows of refused records go
   */
  CleanFunction(
      Map<String, RecordKind> kindByTopic,
      CleaningLimits limits,
      boolean hashed,
      String componentVersion,
      OutputTag<RowData> quarantine) {
    this.kindByTopic = new HashMap<>(kindByTopic);
    this.limits = limits;
    this.hashed = hashed;
    this.componentVersion = componentVersion;
    this.quarantine = quarantine;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counters = ExactCounters.restore(context, getRuntimeContext().getMetricGroup());
    Map<RecordKind, KindCleaner> cleaners = new EnumMap<>(RecordKind.class);
    cleanerByTopic = new HashMap<>();
    kindByTopic.forEach(
        (topic, kind) ->
            cleanerByTopic.put(
                topic, cleaners.computeIfAbsent(kind, k -> new KindCleaner(k, limits, counters))));
    quarantineMapper = new QuarantineMapper(componentVersion);
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<CleanRecord> out) {
    KindCleaner kind = cleanerByTopic.get(record.position().stream());
    kind.counters().received();
    CleaningResult result = kind.cleaner().clean(record.value());
    if (result.isClean()) {
      CleanRow row = result.row();
      kind.counters().fired(row.firedRules());
      ContentHash hash = hashed ? row.contentHash() : NOT_HASHED;
      out.collect(new CleanRecord(kind.kind(), hash, kind.mapper().map(row, record)));
    } else {
      CleaningFailure failure = result.failure();
      kind.counters().quarantined(failure.code());
      context.output(quarantine, quarantineMapper.map(kind.kind(), failure, record));
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    counters.snapshot();
  }
}
