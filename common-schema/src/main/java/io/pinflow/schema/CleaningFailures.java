package io.pinflow.schema;

/** Makes every failure a record can be quarantined for; the one place of their wording. */
final class CleaningFailures {
  private static final int LONGEST_QUOTE = 120;

  private CleaningFailures() {}

  static CleaningFailure noPayload() {
    return of(FailureCode.NO_PAYLOAD, null, "the record has no payload (a Kafka tombstone?)");
  }

  static CleaningFailure empty() {
    return notJson("the payload is empty");
  }

  static CleaningFailure invalidUtf8(int offset) {
    return notJson("invalid UTF-8 at byte " + offset);
  }

  static CleaningFailure loneSurrogate(String field) {
    return of(
        FailureCode.NOT_JSON,
        quote(field),
        "a \\u escape holds half a surrogate pair, which is no character");
  }

  static CleaningFailure unexpectedStart(int offset) {
    return notJson("no JSON value in UTF-8 starts at byte " + offset);
  }

  static CleaningFailure trailingContent() {
    return notJson("there is more content after the end of the JSON value");
  }

  /**
   * @param offset the byte where reading stopped, or negative if that is not known
   */
  static CleaningFailure malformed(String parserMessage, long offset) {
    return notJson(quote(parserMessage) + (offset < 0 ? "" : " at byte " + offset));
  }

  static CleaningFailure notObject(String found) {
    return of(FailureCode.NOT_OBJECT, null, "the payload is " + found + ", expected a JSON object");
  }

  static CleaningFailure tooLarge(int bytes, int limit) {
    return of(
        FailureCode.TOO_LARGE, null, "the payload has " + bytes + " bytes, the limit is " + limit);
  }

  static CleaningFailure tooDeep(int limit) {
    return of(FailureCode.TOO_DEEP, null, "objects and arrays are nested deeper than " + limit);
  }

  static CleaningFailure duplicateField(String field) {
    return of(
        FailureCode.DUPLICATE_FIELD,
        quote(field),
        "the field occurs twice: which of its values is meant?");
  }

  static CleaningFailure keyMissing() {
    return of(FailureCode.KEY_MISSING, "ind", "neither index nor ind has a value");
  }

  static CleaningFailure keyInvalid(String field, String found) {
    return of(
        FailureCode.KEY_INVALID,
        field,
        found + " is not an integer from -2147483648 to 2147483647");
  }

  static CleaningFailure keyConflict(String field, int one, int other) {
    return of(
        FailureCode.KEY_CONFLICT,
        field,
        "index and ind are both there and differ: " + one + " and " + other);
  }

  static CleaningFailure missing(String field) {
    return of(FailureCode.FIELD_MISSING, field, "the required field is absent or null");
  }

  static CleaningFailure blank(String field) {
    return of(FailureCode.FIELD_MISSING, field, "the required field is empty or blank");
  }

  static CleaningFailure wrongType(String field, String expected, String found) {
    return of(FailureCode.FIELD_WRONG_TYPE, field, found + " where " + expected + " is expected");
  }

  static CleaningFailure outOfRange(String field, String value, int lowest, int highest) {
    return of(
        FailureCode.OUT_OF_RANGE, field, quote(value) + " is outside " + lowest + " to " + highest);
  }

  static CleaningFailure timestampInvalid(String field, String value) {
    return of(
        FailureCode.TIMESTAMP_INVALID,
        field,
        "'"
            + quote(value)
            + "' is no existing time of the years 0001 to 9999 written as yyyy-MM-dd HH:mm:ss or"
            + " in ISO-8601");
  }

  static CleaningFailure cleanerError(RuntimeException defect) {
    return of(
        FailureCode.CLEANER_ERROR,
        null,
        "the cleaner failed on this payload, please report it: " + quote(defect.toString()));
  }

  private static CleaningFailure notJson(String message) {
    return of(FailureCode.NOT_JSON, null, message);
  }

  private static CleaningFailure of(FailureCode code, String field, String message) {
    return new CleaningFailure(code, field, message);
  }

  private static String quote(String text) {
    return quote(text, LONGEST_QUOTE);
  }

  /** A piece of the input, shortened and free of what would break a line or an encoder. */
  static String quote(String text, int longest) {
    StringBuilder quoted = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      if (i >= longest) {
        return quoted.append("...").toString();
      }
      int c = text.codePointAt(i);
      boolean unprintable =
          Character.isISOControl(c)
              || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
      quoted.appendCodePoint(unprintable ? '?' : c);
      i += Character.charCount(c);
    }
    return quoted.toString();
  }
}
