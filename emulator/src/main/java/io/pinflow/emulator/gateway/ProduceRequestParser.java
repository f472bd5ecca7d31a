package io.pinflow.emulator.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Reads the body of a produce request. JSON keys and values are cut out of the body as they are
 * written there, so that numbers, escapes and white space stay what they were. Thread-safe.
 */
final class ProduceRequestParser {

  /** Numbers and strings are never converted, so that only the body's size limits them. */
  private final JsonFactory json =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /**
   * The records of a request.
   *
   * @throws GatewayException if the body is not a produce request of this format
   */
  List<ProduceRecord> parse(byte[] body, EmbeddedFormat format) {
    try (JsonParser parser = json.createParser(body)) {
      List<ProduceRecord> records = new Reading(parser, body, format).request();
      if (parser.nextToken() != null) {
        throw GatewayErrors.malformedJson("something follows the object");
      }
      return records;
    } catch (JsonProcessingException e) {
      throw GatewayErrors.malformedJson(e.getOriginalMessage() + place(e));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset();
  }

  /** The reading of one request. */
  private static final class Reading {

    private final JsonParser parser;
    private final byte[] body;
    private final EmbeddedFormat format;
    private List<ProduceRecord> records = List.of();
    private boolean keySchema;
    private boolean valueSchema;

    Reading(JsonParser parser, byte[] body, EmbeddedFormat format) {
      this.parser = parser;
      this.body = body;
      this.format = format;
    }

    List<ProduceRecord> request() throws IOException {
      JsonToken start = parser.nextToken();
      if (start == null) {
        throw GatewayErrors.malformedJson("it is empty");
      }
      if (start != JsonToken.START_OBJECT) {
        throw GatewayErrors.invalidPayload("The body must be an object with the field records");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        field(parser.currentName());
      }
      if (records.isEmpty()) {
        throw GatewayErrors.recordsEmpty();
      }
      if (format.needsSchema()) {
        throw schemaProblem();
      }
      return records;
    }

    private void field(String name) throws IOException {
      JsonToken value = parser.nextToken();
      switch (name) {
        case "records" -> records = records(value);
        case "key_schema", "key_schema_id" -> {
          keySchema |= value != JsonToken.VALUE_NULL;
          parser.skipChildren();
        }
        case "value_schema", "value_schema_id" -> {
          valueSchema |= value != JsonToken.VALUE_NULL;
          parser.skipChildren();
        }
        default -> throw GatewayErrors.unrecognizedField(name);
      }
    }

    private List<ProduceRecord> records(JsonToken value) throws IOException {
      if (value == JsonToken.VALUE_NULL) {
        return List.of();
      }
      if (value != JsonToken.START_ARRAY) {
        throw GatewayErrors.invalidPayload("The field records must be an array");
      }
      List<ProduceRecord> read = new ArrayList<>();
      JsonToken element;
      while ((element = parser.nextToken()) != JsonToken.END_ARRAY) {
        if (element != JsonToken.START_OBJECT) {
          throw GatewayErrors.invalidPayload("Record " + read.size() + " must be an object");
        }
        read.add(record(read.size()));
      }
      return read;
    }

    private ProduceRecord record(int place) throws IOException {
      byte[] key = null;
      byte[] value = null;
      Integer partition = null;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        switch (name) {
          case "key" -> key = embedded(token, place, name);
          case "value" -> value = embedded(token, place, name);
          case "partition" -> partition = partition(token, place);
          default -> throw GatewayErrors.unrecognizedField(name);
        }
      }
      return new ProduceRecord(key, value, partition);
    }

    private Integer partition(JsonToken token, int place) throws IOException {
      if (token == JsonToken.VALUE_NULL) {
        return null;
      }
      if (token == JsonToken.VALUE_NUMBER_INT && parser.getTextLength() <= 11) {
        long partition = parser.getLongValue();
        // What no topic can have is left to the topic to refuse.
        return (int) Math.max(-1, Math.min(Integer.MAX_VALUE, partition));
      }
      throw GatewayErrors.invalidPayload(
          "The partition of record " + place + " must be an integer or null");
    }

    private byte[] embedded(JsonToken token, int place, String name) throws IOException {
      if (token == JsonToken.VALUE_NULL) {
        return null;
      }
      return format == EmbeddedFormat.BINARY ? base64(token, place, name) : slice(token);
    }

    private byte[] slice(JsonToken token) throws IOException {
      int start = (int) parser.currentTokenLocation().getByteOffset();
      if (token.isStructStart()) {
        parser.skipChildren();
      } else {
        parser.finishToken();
      }
      return Arrays.copyOfRange(body, start, (int) parser.currentLocation().getByteOffset());
    }

    private byte[] base64(JsonToken token, int place, String name) throws IOException {
      if (token == JsonToken.VALUE_STRING) {
        try {
          return Base64.getDecoder().decode(parser.getText());
        } catch (IllegalArgumentException e) {
          throw GatewayErrors.invalidPayload(
              "The " + name + " of record " + place + " is not valid base64: " + e.getMessage());
        }
      }
      throw GatewayErrors.invalidPayload(
          "The "
              + name
              + " of record "
              + place
              + " must be a base64 string, as the content type says binary; post JSON as"
              + " application/vnd.kafka.json.v2+json");
    }

    private GatewayException schemaProblem() {
      if (!keySchema && records.stream().anyMatch(record -> record.key() != null)) {
        return GatewayErrors.keySchemaMissing();
      }
      if (!valueSchema && records.stream().anyMatch(record -> record.value() != null)) {
        return GatewayErrors.valueSchemaMissing();
      }
      return GatewayErrors.noSchemaRegistry(format);
    }
  }
}
