package io.pinflow.jobs.clean;

import io.pinflow.delta.DeltaTableProgress;
import io.pinflow.delta.kernel.Position;
import io.pinflow.delta.sink.ProgressExtractor;
import io.pinflow.schema.TableSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.types.RowKind;

/**
 * What a table's ledger is told by a replay: of positions behind those which it covers, as {@link
 * LedgerEntries} tells it. A row that was missing among the covered ones is stored without: the
 * ledger has counted it.
 */
final class ReplayLedgerEntries implements ProgressExtractor {

  private static final long serialVersionUID = 1L;

  private final LedgerEntries entries;
  private final boolean recording;

  /** The last position covered of each source. */
  private final HashMap<String, String> covered;

  private transient Map<StringData, Position> lastBySource;

  private ReplayLedgerEntries(
      LedgerEntries entries, boolean recording, Map<String, String> covered) {
    this.entries = entries;
    this.recording = recording;
    this.covered = new HashMap<>(covered);
  }

  static ReplayLedgerEntries recording(TableSchema table, DeltaTableProgress ledger) {
    return new ReplayLedgerEntries(LedgerEntries.of(table), true, ledger.positions());
  }

  static ReplayLedgerEntries recordingNothing(TableSchema table) {
    return new ReplayLedgerEntries(LedgerEntries.of(table), false, Map.of());
  }

  @Override
  @Nullable
  public StringData source(RowData row) {
    if (!recording) {
      return null;
    }
    StringData source = entries.source(row);
    Position last = lastBySource().get(source);
    return last != null && Position.of(entries.position(row)).compareTo(last) <= 0 ? null : source;
  }

  @Override
  public StringData position(RowData row) {
    return entries.position(row);
  }

  @Override
  public boolean isStored(RowData row) {
    return row.getRowKind() == RowKind.INSERT && entries.isStored(row);
  }

  @Override
  public List<String> counts() {
    return entries.counts();
  }

  /** Where the table holds the row already, its record was clean. */
  @Override
  public int countOf(RowData row) {
    return Outcome.of(row) == Outcome.COVERED ? Outcome.CLEAN.ordinal() : entries.countOf(row);
  }

  private Map<StringData, Position> lastBySource() {
    if (lastBySource == null) {
      lastBySource = new HashMap<>();
      covered.forEach(
          (source, last) -> lastBySource.put(StringData.fromString(source), Position.of(last)));
    }
    return lastBySource;
  }
}
