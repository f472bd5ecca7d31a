package io.pinflow.schema;

import java.util.Arrays;

/** Why a record was quarantined. The ids are stored in the quarantine table and never change. */
public enum FailureCode {
  NO_PAYLOAD("no-payload", "The record has no payload at all, such as a Kafka tombstone."),
  NOT_JSON(
      "not-json",
      "The payload is not one valid JSON text in UTF-8: malformed, truncated, empty, followed by"
          + " other content, invalid UTF-8, or with half a surrogate pair in a \\u escape."),
  NOT_OBJECT("not-object", "The payload is valid JSON but not an object."),
  TOO_LARGE("too-large", "The payload has more bytes than the limit."),
  TOO_DEEP("too-deep", "Objects and arrays are nested deeper than the limit."),
  DUPLICATE_FIELD("duplicate-field", "One field name occurs twice in the record."),
  KEY_MISSING("key-missing", "Neither `index` nor `ind` has a value."),
  KEY_INVALID("key-invalid", "The key is not a JSON integer in the range of INT."),
  KEY_CONFLICT("key-conflict", "`index` and `ind` are both there and differ."),
  FIELD_MISSING("field-missing", "A required field is absent, null or blank."),
  FIELD_WRONG_TYPE(
      "field-wrong-type",
      "A required field has another JSON type than the contract's; nothing is converted."),
  OUT_OF_RANGE("out-of-range", "A coordinate or an age is outside its range."),
  TIMESTAMP_INVALID(
      "timestamp-invalid",
      "A timestamp is in none of the contract's forms, is no existing date and time, or is outside"
          + " the years 0001 to 9999 in UTC."),
  CLEANER_ERROR(
      "cleaner-error",
      "The cleaner itself failed. That is a defect of the program, not of the record.");

  private final String id;
  private final String description;

  FailureCode(String id, String description) {
    this.id = id;
    this.description = description;
  }

  /**
   * Finds a code by its id.
   *
   * @throws IllegalArgumentException naming the choices if there is none
   */
  public static FailureCode fromId(String id) {
    for (FailureCode code : values()) {
      if (code.id.equals(id)) {
        return code;
      }
    }
    throw new IllegalArgumentException(
        "'" + id + "' is none of the failure codes " + Arrays.asList(values()));
  }

  /** The stable id, as stored. */
  public String id() {
    return id;
  }

  /** One sentence for the documentation. */
  public String description() {
    return description;
  }

  @Override
  public String toString() {
    return id;
  }
}
