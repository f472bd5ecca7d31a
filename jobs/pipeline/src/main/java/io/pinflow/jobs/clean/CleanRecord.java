package io.pinflow.jobs.clean;

import io.pinflow.schema.ContentHash;
import io.pinflow.schema.RecordKind;
import org.apache.flink.table.data.binary.BinaryRowData;

/**
 * A record that was looked at: the row for its table, marked with its outcome, and the hash by
 * which a repetition of it is known. Of a record that was refused, the row holds where it came in
 * and nothing else. The row is valid until its producer makes the next one.
 */
public final class CleanRecord {

  private final RecordKind kind;
  private final ContentHash hash;
  private final BinaryRowData row;

  CleanRecord(RecordKind kind, ContentHash hash, BinaryRowData row) {
    this.kind = kind;
    this.hash = hash;
    this.row = row;
  }

  RecordKind kind() {
    return kind;
  }

  ContentHash hash() {
    return hash;
  }

  BinaryRowData row() {
    return row;
  }

  Outcome outcome() {
    return Outcome.of(row);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof CleanRecord)) {
      return false;
    }
    CleanRecord that = (CleanRecord) other;
    return kind == that.kind && hash.equals(that.hash) && row.equals(that.row);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }
}
