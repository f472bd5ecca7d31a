package io.pinflow.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.Set;

/**
 * Collects what does not fit the schema as one JSON object: original names, original values,
 * numbers digit for digit as they were written, in the order of the record. Reusable; costs nothing
 * for a record without such values.
 */
final class RescuedFields {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamWriteConstraints(
              StreamWriteConstraints.builder()
                  .maxNestingDepth(CleaningLimits.HIGHEST_NESTING_DEPTH + 1)
                  .build())
          .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
          .build();

  /** A set with room for more costs more to clear than a new one. */
  private static final int NAMES_KEPT_ROOM_FOR = 64;

  private Set<String> unknownNames = new HashSet<>();
  private StringWriter text;
  private JsonGenerator json;
  private String loneSurrogateIn;

  void reset() {
    if (unknownNames.size() > NAMES_KEPT_ROOM_FOR) {
      unknownNames = new HashSet<>();
    } else if (!unknownNames.isEmpty()) {
      unknownNames.clear();
    }
    text = null;
    json = null;
    loneSurrogateIn = null;
  }

  /** Whether an unknown field's name had not been there before. */
  boolean isFirst(String unknownName) {
    return unknownNames.add(unknownName);
  }

  /** Copies the value at which the parser stands, with all that is in it. */
  void copy(String name, JsonParser parser) throws IOException {
    name(name);
    int depth = 0;
    JsonToken token = parser.currentToken();
    while (true) {
      if (token.isStructEnd()) {
        depth--;
      }
      write(name, token, parser);
      if (token.isStructStart()) {
        depth++;
      }
      if (depth == 0) {
        return;
      }
      token = parser.nextToken();
    }
  }

  /** Keeps a text. */
  void put(String name, String value) throws IOException {
    name(name);
    json.writeString(value);
  }

  /** The name of the field in which half a surrogate pair was copied, or null. */
  String loneSurrogateIn() {
    return loneSurrogateIn;
  }

  /** The object as text, or null if nothing was rescued. */
  String finish() throws IOException {
    if (json == null) {
      return null;
    }
    json.writeEndObject();
    json.flush();
    return text.toString();
  }

  private void name(String name) throws IOException {
    if (json == null) {
      text = new StringWriter();
      json = FACTORY.createGenerator(text);
      json.writeStartObject();
    }
    check(name, name);
    json.writeFieldName(name);
  }

  private void write(String field, JsonToken token, JsonParser parser) throws IOException {
    switch (token) {
      case START_OBJECT:
        json.writeStartObject();
        break;
      case END_OBJECT:
        json.writeEndObject();
        break;
      case START_ARRAY:
        json.writeStartArray();
        break;
      case END_ARRAY:
        json.writeEndArray();
        break;
      case FIELD_NAME:
        check(field, parser.currentName());
        json.writeFieldName(parser.currentName());
        break;
      case VALUE_STRING:
        check(field, parser.getText());
        json.writeString(parser.getText());
        break;
      case VALUE_NUMBER_INT:
      case VALUE_NUMBER_FLOAT:
        json.writeNumber(parser.getText());
        break;
      case VALUE_TRUE:
        json.writeBoolean(true);
        break;
      case VALUE_FALSE:
        json.writeBoolean(false);
        break;
      case VALUE_NULL:
        json.writeNull();
        break;
      default:
        throw new IllegalStateException("A JSON text has no token " + token);
    }
  }

  private void check(String field, String value) {
    if (Surrogates.isLoneIn(value)) {
      loneSurrogateIn = field;
    }
  }
}
