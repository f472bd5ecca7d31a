package io.pinflow.emulator.route;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Reads an answer which holds one result for each record sent, in an array of that name, and gives
 * all records the same result where there is no such answer. Thread-safe.
 */
final class ResultArray {

  private final JsonFactory json = new JsonFactory();
  private final String method;
  private final String name;
  private final ResultReader reader;

  /** Reads one result; the parser stands at its opening brace, and then at its closing one. */
  @FunctionalInterface
  interface ResultReader {

    SendResult read(JsonParser parser) throws IOException;
  }

  /**
   * @param method of the request, for messages
   * @param name of the array
   */
  ResultArray(String method, String name, ResultReader reader) {
    this.method = method;
    this.name = name;
    this.reader = reader;
  }

  List<SendResult> read(URI uri, byte[] body, int records) {
    List<SendResult> results = new ArrayList<>(records);
    try (JsonParser parser = json.createParser(body)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if (field.equals(name) && value == JsonToken.START_ARRAY) {
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            results.add(reader.read(parser));
          }
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException | NumberFormatException e) {
      return unreadable(uri, e.getMessage(), records);
    }
    if (results.size() != records) {
      return unreadable(uri, results.size() + " " + name + " for " + records + " records", records);
    }
    return results;
  }

  List<SendResult> unanswered(URI uri, Throwable failure, int records) {
    String reason = method + " " + uri + " was not answered: " + RestClient.reason(failure);
    return all(new SendResult.Retriable(reason), records);
  }

  private List<SendResult> unreadable(URI uri, String why, int records) {
    String reason = "the answer of " + method + " " + uri + " is unreadable: " + why;
    return all(new SendResult.Retriable(reason), records);
  }

  static List<SendResult> all(SendResult result, int records) {
    return Collections.nCopies(records, result);
  }
}
