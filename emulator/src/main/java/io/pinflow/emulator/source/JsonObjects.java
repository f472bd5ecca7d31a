package io.pinflow.emulator.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;

/** Tells whether bytes can be embedded in a JSON document without changing a single one of them. */
final class JsonObjects {

  /** Well within what any receiver of the embedding document accepts. */
  private static final int MAX_DEPTH = 200;

  private final JsonFactory factory =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  /** Whether the bytes are exactly one JSON object in UTF-8, with nothing before or after it. */
  boolean isObject(byte[] bytes) {
    if (bytes.length < 2 || bytes[0] != '{' || bytes[bytes.length - 1] != '}') {
      return false;
    }
    try (JsonParser parser = factory.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      int depth = 1;
      while (depth > 0) {
        JsonToken token = parser.nextToken();
        if (token == null) {
          return false;
        }
        if (token.isStructStart()) {
          depth++;
        } else if (token.isStructEnd()) {
          depth--;
        } else if (token == JsonToken.VALUE_STRING) {
          parser.getTextLength(); // decodes it, and with that checks its UTF-8
        }
      }
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
