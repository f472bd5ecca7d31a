package io.pinflow.emulator.route;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;

/**
 * Reads what the API answers to several records of a stream: Kinesis' own JSON, and of its errors
 * the code and message. Thread-safe.
 */
final class PutRecordsAnswers {

  private final JsonFactory json = new JsonFactory();
  private final ResultArray array = new ResultArray("PUT", "Records", PutRecordsAnswers::result);

  List<SendResult> results(URI uri, HttpResponse<byte[]> response, int records) {
    if (response.statusCode() == 200) {
      return array.read(uri, response.body(), records);
    }
    Failure failure = failure(response.body());
    String reason = "PUT " + uri + " answered " + response.statusCode() + " " + failure.describe();
    return ResultArray.all(
        KinesisFailures.result(response.statusCode(), failure.code, reason), records);
  }

  List<SendResult> unanswered(URI uri, Throwable failure, int records) {
    return array.unanswered(uri, failure, records);
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

  private record Failure(String code, String message) {

    String describe() {
      return code.isEmpty() ? message : code + ": " + message;
    }
  }
}
