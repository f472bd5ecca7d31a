package io.pinflow.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The required timestamp of a record. */
final class TimestampField {
  private final RecordDecoder record;
  private final int rank;
  private final TimestampParser timestamps = new TimestampParser();

  TimestampField(RecordDecoder record, int rank) {
    this.record = record;
    this.rank = rank;
  }

  /** Microseconds since the epoch; 0 if the value is invalid, the failure then being noted. */
  long read(String name, JsonToken token, JsonParser parser) throws IOException {
    if (token != JsonToken.VALUE_STRING) {
      record.failType(rank, name, "a string with a timestamp", token, parser);
      return 0;
    }
    char[] text = parser.getTextCharacters();
    if (!timestamps.parse(text, parser.getTextOffset(), parser.getTextLength())) {
      String value = record.text(name, parser);
      boolean blank = BlankText.isBlank(value);
      record.fail(
          rank,
          blank ? CleaningFailures.blank(name) : CleaningFailures.timestampInvalid(name, value));
      return 0;
    }
    if (timestamps.wasShifted()) {
      record.fire(Rules.TIMESTAMP_TO_UTC);
    }
    if (timestamps.hasLostDigits()) {
      record.fire(Rules.TIMESTAMP_SUB_MICROSECOND);
      record.rescued.put(name, parser.getText());
    }
    return timestamps.micros();
  }
}
