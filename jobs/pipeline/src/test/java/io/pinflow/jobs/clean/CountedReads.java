package io.pinflow.jobs.clean;

import io.pinflow.delta.DeltaTableProgress;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Tables which note the kinds whose rows are read, for operators in this process. */
final class CountedReads implements TableContents {

  private static final long serialVersionUID = 1L;

  private final TableContents tables;
  private final ArrayList<RecordKind> kinds = new ArrayList<>();

  CountedReads(TableContents tables) {
    this.tables = tables;
  }

  List<RecordKind> kinds() {
    return kinds;
  }

  @Override
  public DeltaTableProgress ledger(TableSchema table) {
    return tables.ledger(table);
  }

  @Override
  public void forEachRow(RecordKind kind, Instant since, Consumer<StoredRow> action)
      throws IOException {
    kinds.add(kind);
    tables.forEachRow(kind, since, action);
  }
}
