package io.pinflow.jobs.clean;

import io.pinflow.delta.DeltaTableProgress;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import java.time.Instant;
import java.util.function.Consumer;

/** Tables which cover nothing: for a run that looks at every record again. */
enum NoContents implements TableContents {
  INSTANCE;

  @Override
  public DeltaTableProgress ledger(TableSchema table) {
    return DeltaTableProgress.none();
  }

  @Override
  public void forEachRow(RecordKind kind, Instant since, Consumer<StoredRow> action) {}
}
