package io.pinflow.schema;

/** Cleans single records in tests. */
final class Cleaners {
  private Cleaners() {}

  static CleaningResult clean(RecordKind kind, byte[] payload) {
    return new Cleaner(kind, CleaningLimits.defaults()).clean(payload);
  }

  /** The pin with key 1 and the given other fields. */
  static PinRow pin(String fields) {
    String comma = fields.isEmpty() ? "" : ", ";
    return (PinRow) clean(RecordKind.PIN, Json.record("{'index': 1" + comma + fields + "}")).row();
  }

  static CleaningResult geo(String record) {
    return clean(RecordKind.GEO, Json.record(record));
  }

  static CleaningResult user(String record) {
    return clean(RecordKind.USER, Json.record(record));
  }
}
