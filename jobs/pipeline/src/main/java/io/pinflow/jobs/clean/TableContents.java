package io.pinflow.jobs.clean;

import io.pinflow.delta.DeltaTableProgress;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import java.util.function.Consumer;

/** What the tables hold when a job starts. */
interface TableContents extends Serializable {

  /** How far a table covers its sources; nothing where there is no table yet. */
  DeltaTableProgress ledger(TableSchema table);

  /**
   * Hands out the rows of a kind's table which were stored at a time or later, and perhaps some
   * that are older; none where there is no table yet.
   */
  void forEachRow(RecordKind kind, Instant since, Consumer<StoredRow> action) throws IOException;
}
