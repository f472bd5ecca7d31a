package io.pinflow.emulator.route;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pinflow.emulator.source.PostRecord;
import java.io.IOException;
import java.util.Arrays;

/**
 * Chooses the Kinesis partition key of a record: its index, so that the versions of one post stay
 * in order on one shard; a hash of the bytes where it has none. Thread-safe.
 */
final class PartitionKeys {

  /** The length of the longest key given out: a sign and ten digits. */
  static final int MAX_BYTES = 11;

  private final JsonFactory json = new JsonFactory();

  String keyOf(PostRecord record) {
    if (record.json()) {
      try (JsonParser parser = json.createParser(record.payload())) {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String field = parser.currentName();
          JsonToken value = parser.nextToken();
          if (field.equals("index") || field.equals("ind")) {
            return value == JsonToken.VALUE_NUMBER_INT
                    && parser.getNumberType() == JsonParser.NumberType.INT
                ? Integer.toString(parser.getIntValue())
                : hash(record);
          }
          parser.skipChildren();
        }
      } catch (IOException e) {
        return hash(record);
      }
    }
    return hash(record);
  }

  private static String hash(PostRecord record) {
    return Integer.toString(Arrays.hashCode(record.payload()));
  }
}
