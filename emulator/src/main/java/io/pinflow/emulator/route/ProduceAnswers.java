package io.pinflow.emulator.route;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;

/** Reads what a Kafka REST v2 proxy answers to a produce request. Thread-safe. */
final class ProduceAnswers {

  private static final int NON_RETRIABLE = 1;
  private static final int KAFKA_ERROR = 50002;

  private final JsonFactory json = new JsonFactory();
  private final ResultArray array = new ResultArray("POST", "offsets", ProduceAnswers::result);

  List<SendResult> results(URI uri, HttpResponse<byte[]> response, int records) {
    int status = response.statusCode();
    if (status == 200) {
      return array.read(uri, response.body(), records);
    }
    String reason = "POST " + uri + " answered " + status + " " + message(response.body());
    if (status == 408 || status == 429 || status >= 500) {
      return ResultArray.all(new SendResult.Retriable(reason), records);
    }
    if (status == 400 || status == 413 || status == 422) {
      return ResultArray.all(new SendResult.BatchRejected(reason), records);
    }
    return ResultArray.all(new SendResult.Rejected(reason), records);
  }

  List<SendResult> unanswered(URI uri, Throwable failure, int records) {
    return array.unanswered(uri, failure, records);
  }

  private static SendResult result(JsonParser parser) throws IOException {
    String partition = null;
    BigInteger offset = null;
    int errorCode = 0;
    String error = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_NULL) {
        continue;
      }
      switch (field) {
        case "partition" -> partition = parser.getText();
        case "offset" -> offset = parser.getBigIntegerValue();
        case "error_code" -> errorCode = parser.getIntValue();
        case "error" -> error = parser.getText();
        default -> parser.skipChildren();
      }
    }
    if (errorCode == 0 && partition != null && offset != null) {
      return new SendResult.Acknowledged(partition, offset);
    }
    String reason = "error " + errorCode + " " + error;
    return errorCode == NON_RETRIABLE || errorCode == KAFKA_ERROR
        ? new SendResult.Rejected(reason)
        : new SendResult.Retriable(reason);
  }

  private String message(byte[] body) {
    try (JsonParser parser = json.createParser(body)) {
      String code = "";
      String message = "";
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        if (field.equals("error_code")) {
          code = parser.getText();
        } else if (field.equals("message")) {
          message = parser.getText();
        } else {
          parser.skipChildren();
        }
      }
      return code + " " + message;
    } catch (IOException e) {
      return "with an unreadable body";
    }
  }
}
