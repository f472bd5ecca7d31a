package io.pinflow.emulator.route;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Reads what the API answers to several records of a stream: Kinesis' own JSON, and of its errors
 * the code and message. Thread-safe.
 */
final class PutRecordsAnswers {

  private final JsonFactory json = new JsonFactory();

  List<SendResult> results(URI uri, HttpResponse<byte[]> response, int records) {
    if (response.statusCode() == 200) {
      return records(uri, response.body(), records);
    }
    Failure failure = failure(response.body());
    String reason = "PUT " + uri + " answered " + response.statusCode() + " " + failure.describe();
    return all(KinesisFailures.result(response.statusCode(), failure.code, reason), records);
  }

  List<SendResult> unanswered(URI uri, Throwable failure, int records) {
    String reason = "PUT " + uri + " was not answered: " + RestClient.reason(failure);
    return all(new SendResult.Retriable(reason), records);
  }

  private List<SendResult> records(URI uri, byte[] body, int records) {
    List<SendResult> results = new ArrayList<>(records);
    try (JsonParser parser = json.createParser(body)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if (field.equals("Records") && value == JsonToken.START_ARRAY) {
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            results.add(result(parser));
          }
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException | NumberFormatException e) {
      return unreadable(uri, e.getMessage(), records);
    }
    if (results.size() != records) {
      return unreadable(uri, results.size() + " results for " + records + " records", records);
    }
    return results;
  }

  private static SendResult result(JsonParser parser) throws IOException {
    String shard = null;
    String sequenceNumber = null;
    String code = null;
    String message = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_NULL) {
        continue;
      }
      switch (field) {
        case "ShardId" -> shard = parser.getText();
        case "SequenceNumber" -> sequenceNumber = parser.getText();
        case "ErrorCode" -> code = parser.getText();
        case "ErrorMessage" -> message = parser.getText();
        default -> parser.skipChildren();
      }
    }
    if (code == null && shard != null && sequenceNumber != null) {
      return new SendResult.Acknowledged(shard, new BigInteger(sequenceNumber));
    }
    // Kinesis refuses a single record for throttling or a failure of its own, both of which pass.
    return new SendResult.Retriable(code == null ? "no sequence number" : code + ": " + message);
  }

  private Failure failure(byte[] body) {
    try (JsonParser parser = json.createParser(body)) {
      String code = "";
      String message = "";
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value.isScalarValue() && (field.equals("code") || field.equals("__type"))) {
          // The API calls it code. Kinesis may put a namespace before it: com.amazonaws.kinesis#X.
          code = parser.getText().substring(parser.getText().lastIndexOf('#') + 1);
        } else if (value.isScalarValue() && field.equalsIgnoreCase("message")) {
          message = parser.getText();
        } else {
          parser.skipChildren();
        }
      }
      return new Failure(code, message);
    } catch (IOException e) {
      return new Failure("", "with an unreadable body");
    }
  }

  private static List<SendResult> unreadable(URI uri, String why, int records) {
    return all(
        new SendResult.Retriable("the answer of PUT " + uri + " is unreadable: " + why), records);
  }

  private static List<SendResult> all(SendResult result, int records) {
    return Collections.nCopies(records, result);
  }

  private record Failure(String code, String message) {

    String describe() {
      return code.isEmpty() ? message : code + ": " + message;
    }
  }
}
