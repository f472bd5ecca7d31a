package io.pinflow.jobs.clean;

import io.pinflow.schema.ContentHash;
import io.pinflow.schema.RecordKind;
import org.apache.flink.table.data.RowData;

/** The content of rows as a kind's table holds them, by which a duplicate is told. */
public final class StoredContent {

  private StoredContent() {}

  /**
   * The hash which the record had when it was cleaned.
   *
   * @param row all columns of the kind's table, in the contract's order
   */
  public static ContentHash hash(RecordKind kind, RowData row) {
    return StoredRow.of(kind, row).contentHash();
  }
}
