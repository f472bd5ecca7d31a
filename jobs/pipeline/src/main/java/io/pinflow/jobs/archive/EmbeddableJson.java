package io.pinflow.jobs.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pinflow.schema.PlainJson;
import io.pinflow.schema.Utf8;
import java.io.IOException;

/**
 * Whether a payload may stand in a JSON line as it is: exactly one JSON value in UTF-8, without a
 * byte order mark, within Jackson's limits (nested 1000 deep, numbers of 1000 characters), so that
 * every reader of the line can read it.
 *
 * <p>The value {@code null} may not: in a line it would read as no payload at all.
 */
final class EmbeddableJson {

  private static final int BYTE_ORDER_MARK = 0xEF;

  private final JsonFactory factory =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  boolean test(byte[] payload) {
    // A parser costs more than all else that is done for a record: only what is odd gets one.
    return PlainJson.matches(payload) ? !isNull(payload) : parses(payload);
  }

  /** The same, told by a parser alone. */
  boolean parses(byte[] payload) {
    if (payload.length == 0
        || (payload[0] & 0xFF) == BYTE_ORDER_MARK
        || holdsZero(payload)
        || !Utf8.isValid(payload)) {
      return false;
    }
    try (JsonParser json = factory.createParser(payload)) {
      return isOneValue(json);
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a JSON value is null, which alone begins with its letter. */
  private static boolean isNull(byte[] json) {
    int at = 0;
    while (json[at] <= ' ') {
      at++;
    }
    return json[at] == 'n';
  }

  private static boolean isOneValue(JsonParser json) throws IOException {
    JsonToken first = json.nextToken();
    if (first == null || first == JsonToken.VALUE_NULL) {
      return false;
    }
    json.skipChildren();
    // The end of a text is only looked for when the token after it is asked for.
    return json.nextToken() == null;
  }

  /** JSON never holds a zero byte; one would make the parser guess UTF-16 or UTF-32. */
  private static boolean holdsZero(byte[] payload) {
    for (byte b : payload) {
      if (b == 0) {
        return true;
      }
    }
    return false;
  }
}
