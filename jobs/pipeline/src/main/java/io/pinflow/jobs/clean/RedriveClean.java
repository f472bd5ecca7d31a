package io.pinflow.jobs.clean;

import io.pinflow.jobs.clean.ReplayTotals.Counted;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.schema.Cleaner;
import io.pinflow.schema.CleaningLimits;
import io.pinflow.schema.CleaningResult;
import io.pinflow.schema.RecordKind;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Cleans the payloads of quarantined rows, each as a record of the kind which its row names. What
 * is refused again goes nowhere, or to {@code redriven} if the reason is another one than the row
 * has.
 */
final class RedriveClean extends ProcessFunction<RowData, ReplayRecord> {

  private static final long serialVersionUID = 1L;

  private final MapFunction<CleanRecord, ReplayRecord> asRecord = ReplayRecords.ofClean();
  private final CleaningLimits limits;
  private final RedrivenRow redriven;
  private final OutputTag<RowData> outcomes;

  private transient ReplayTotals totals;
  private transient Map<RecordKind, Cleaner> cleaners;
  private transient Map<RecordKind, CleanRowMapper> mappers;

  /**
   * A cleaner.
   *
   * @param outcomes the way to {@code redriven}
   */
  RedriveClean(CleaningLimits limits, RedrivenRow redriven, OutputTag<RowData> outcomes) {
    this.limits = limits;
    this.redriven = redriven;
    this.outcomes = outcomes;
  }

  @Override
  public void open(OpenContext context) {
    totals = new ReplayTotals(getRuntimeContext(), Counted.QUARANTINED);
    cleaners = new EnumMap<>(RecordKind.class);
    mappers = new EnumMap<>(RecordKind.class);
    for (RecordKind kind : RecordKind.values()) {
      cleaners.put(kind, new Cleaner(kind, limits));
      mappers.put(kind, CleanRowMapper.of(kind));
    }
  }

  @Override
  public void processElement(RowData row, Context context, Collector<ReplayRecord> out)
      throws Exception {
    QuarantinedRow quarantined = QuarantinedRow.of(row);
    RecordKind kind = quarantined.kind();
    RawRecord record = quarantined.record();
    CleaningResult result = cleaners.get(kind).clean(record.value());
    if (result.isClean()) {
      out.collect(
          asRecord.map(
              new CleanRecord(
                  kind, result.row().contentHash(), mappers.get(kind).map(result.row(), record))));
      return;
    }
    totals.count(Counted.QUARANTINED, kind, 1);
    if (!quarantined.isRefusedFor(result.failure())) {
      context.output(outcomes, redriven.refused(quarantined, result.failure()));
    }
  }
}
