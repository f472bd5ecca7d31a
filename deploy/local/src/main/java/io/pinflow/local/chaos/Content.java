package io.pinflow.local.chaos;

import io.pinflow.schema.CleanRow;
import io.pinflow.schema.Cleaner;
import io.pinflow.schema.CleaningLimits;
import io.pinflow.schema.CleaningResult;
import io.pinflow.schema.RecordKind;
import java.nio.charset.StandardCharsets;

/**
 * What a record says, by which it is found again wherever it is stored: records of equal content
 * are duplicates of each other.
 *
 * @param clean whether it becomes a row of its kind's table; else it goes to the quarantine
 * @param text a clean row's content hash, or a refused record's payload
 */
record Content(RecordKind kind, boolean clean, String text) {

  static Content of(CleanRow row) {
    return new Content(row.kind(), true, row.contentHash().toString());
  }

  /** Of a record that was refused; its payload is text. */
  static Content refused(RecordKind kind, String payload) {
    return new Content(kind, false, payload);
  }

  /** Of a record as it is sent, by the cleaner which the jobs use. */
  static Content of(RecordKind kind, byte[] payload) {
    CleaningResult result = new Cleaner(kind, CleaningLimits.defaults()).clean(payload);
    return result.isClean()
        ? of(result.row())
        : refused(kind, new String(payload, StandardCharsets.UTF_8));
  }
}
