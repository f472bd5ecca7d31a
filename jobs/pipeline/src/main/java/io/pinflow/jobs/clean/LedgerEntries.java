package io.pinflow.jobs.clean;

import io.pinflow.delta.sink.ProgressExtractor;
import io.pinflow.schema.TableSchema;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;

/**
 * What a table's ledger is told of each row: where it came in, and its {@link Outcome}. The ledger
 * of a kind's table tells of every record of the kind; that of the quarantine of its own rows, all
 * of which are refused records.
 */
final class LedgerEntries implements ProgressExtractor {

  private static final long serialVersionUID = 1L;
  private static final List<String> REFUSED =
      List.of(Outcome.COUNTED.get(Outcome.QUARANTINED.ordinal()));

  private final ProgressExtractor ingestSource;
  private final boolean quarantine;

  private LedgerEntries(ProgressExtractor ingestSource, boolean quarantine) {
    this.ingestSource = ingestSource;
    this.quarantine = quarantine;
  }

  static LedgerEntries of(TableSchema table) {
    return new LedgerEntries(
        ProgressExtractor.ofColumn(TableRowTypes.of(table), TableSchema.INGEST_SOURCE),
        table == TableSchema.quarantine());
  }

  @Override
  public StringData source(RowData row) {
    return ingestSource.source(row);
  }

  @Override
  public StringData position(RowData row) {
    return ingestSource.position(row);
  }

  @Override
  public boolean isStored(RowData row) {
    return quarantine || Outcome.of(row) == Outcome.CLEAN;
  }

  @Override
  public List<String> counts() {
    return quarantine ? REFUSED : Outcome.COUNTED;
  }

  @Override
  public int countOf(RowData row) {
    return quarantine ? 0 : Outcome.of(row).ordinal();
  }
}
