package io.pinflow.jobs.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pinflow.jobs.source.KinesisPosition;
import io.pinflow.jobs.source.RecordPosition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The text of the ledger's files:
 *
 * <pre>{@code
 * {"sources":[{"last":"kafka://pinflow.pin/0/123"},{"last":"kinesis://s/shardId-0/4959","last_record":3}]}
 * {"objects":["topics/pinflow.pin/dt=.../part-...-0.json.gz"],"sources":[{"first":...,"last":...}]}
 * }</pre>
 *
 * <p>{@code first_record} and {@code last_record} say which of the records of a sequence number is
 * meant, where it is not the first. Unknown fields are passed over.
 */
final class LedgerJson {

  private static final JsonFactory JSON = new JsonFactory();
  private static final String RECORD = "_record";

  private LedgerJson() {}

  static byte[] ofLast(Collection<RecordPosition> last) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeArrayFieldStart("sources");
      for (RecordPosition position : last) {
        json.writeStartObject();
        write("last", position, json);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  static byte[] ofPending(PendingObjects pending) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeArrayFieldStart("objects");
      for (String object : pending.objects()) {
        json.writeString(object);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("sources");
      for (SourceSpan span : pending.spans()) {
        json.writeStartObject();
        write("first", span.first(), json);
        write("last", span.last(), json);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /**
   * Reads either form; where there is no first position, the last one stands for it.
   *
   * @throws com.fasterxml.jackson.core.JsonProcessingException if it is anything else, or cut off
   */
  static PendingObjects parse(byte[] text) throws IOException {
    List<String> objects = new ArrayList<>();
    List<SourceSpan> spans = new ArrayList<>();
    try (JsonParser json = JSON.createParser(text)) {
      expect(json, json.nextToken(), JsonToken.START_OBJECT);
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (field.equals("objects")) {
          expect(json, value, JsonToken.START_ARRAY);
          while (json.nextToken() != JsonToken.END_ARRAY) {
            objects.add(json.getText());
          }
        } else if (field.equals("sources")) {
          expect(json, value, JsonToken.START_ARRAY);
          while (json.nextToken() != JsonToken.END_ARRAY) {
            spans.add(span(json));
          }
        } else {
          json.skipChildren();
        }
      }
    }
    return new PendingObjects(objects, spans);
  }

  private static SourceSpan span(JsonParser json) throws IOException {
    expect(json, json.currentToken(), JsonToken.START_OBJECT);
    RecordPosition first = null;
    RecordPosition last = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "first":
          first = position(json);
          break;
        case "last":
          last = position(json);
          break;
        case "first" + RECORD:
          first = record(first, json);
          break;
        case "last" + RECORD:
          last = record(last, json);
          break;
        default:
          json.skipChildren();
      }
    }
    if (last == null) {
      throw new JsonParseException(json, "a source has no last position");
    }
    try {
      return new SourceSpan(first == null ? last : first, last);
    } catch (IllegalArgumentException e) {
      throw new JsonParseException(json, e.getMessage(), e);
    }
  }

  private static void write(String field, RecordPosition position, JsonGenerator json)
      throws IOException {
    json.writeStringField(field, position.uri());
    if (position instanceof KinesisPosition && ((KinesisPosition) position).ordinal() != 1) {
      json.writeNumberField(field + RECORD, ((KinesisPosition) position).ordinal());
    }
  }

  private static RecordPosition position(JsonParser json) throws IOException {
    String uri = json.getText();
    return RecordPosition.of(uri)
        .orElseThrow(() -> new JsonParseException(json, "'" + uri + "' is no position"));
  }

  private static RecordPosition record(RecordPosition of, JsonParser json) throws IOException {
    if (!(of instanceof KinesisPosition)) {
      throw new JsonParseException(json, "the number of a record stands before its position");
    }
    return ((KinesisPosition) of).withOrdinal(json.getIntValue());
  }

  private static void expect(JsonParser json, JsonToken token, JsonToken expected)
      throws IOException {
    if (token != expected) {
      throw new JsonParseException(json, "expected " + expected + ", found " + token);
    }
  }
}
