package io.pinflow.jobs.clean;

import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.schema.FailureCode;
import io.pinflow.schema.RecordKind;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.Nullable;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.table.data.RowData;

/** Leaves the rows of the quarantine which a redrive is asked for. */
final class QuarantineSelection implements FilterFunction<RowData> {

  private static final long serialVersionUID = 1L;

  private final HashSet<String> kinds = new HashSet<>();

  /** Any, if there is none. */
  private final HashSet<String> codes = new HashSet<>();

  @Nullable private final Instant since;

  QuarantineSelection(
      Set<RecordKind> kinds, Collection<FailureCode> codes, @Nullable Instant since) {
    kinds.forEach(kind -> this.kinds.add(kind.id()));
    codes.forEach(code -> this.codes.add(code.id()));
    this.since = since;
  }

  static QuarantineSelection read(SettingsReader settings) {
    List<FailureCode> codes = settings.get(RedriveOptions.QUARANTINE_CODE);
    return new QuarantineSelection(
        Set.copyOf(settings.get(CleanOptions.KINDS)),
        codes == null ? List.of() : codes,
        settings.get(RedriveOptions.QUARANTINE_SINCE));
  }

  @Override
  public boolean filter(RowData row) {
    QuarantinedRow quarantined = QuarantinedRow.of(row);
    return kinds.contains(quarantined.kindId())
        && (codes.isEmpty() || codes.contains(quarantined.code()))
        && (since == null || quarantined.ingestMillis() >= since.toEpochMilli());
  }
}
