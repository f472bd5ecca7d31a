package io.pinflow.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Describes JSON values in messages. */
final class JsonTokens {
  private static final int LONGEST_VALUE = 40;

  private JsonTokens() {}

  /** A value as a person would call it, such as {@code the string 'abc'} or {@code an object}. */
  static String describe(JsonToken token, JsonParser parser) throws IOException {
    switch (token) {
      case START_OBJECT:
        return "an object";
      case START_ARRAY:
        return "an array";
      case VALUE_STRING:
        return "the string '" + CleaningFailures.quote(parser.getText(), LONGEST_VALUE) + "'";
      case VALUE_NUMBER_INT:
      case VALUE_NUMBER_FLOAT:
        return "the number " + CleaningFailures.quote(parser.getText(), LONGEST_VALUE);
      default:
        return token.asString();
    }
  }
}
