package io.pinflow.emulator.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pinflow.emulator.gateway.exchange.GatewayResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes the bodies of responses. */
final class ResponseJson {

  private static final JsonFactory JSON = new JsonFactory();

  private ResponseJson() {}

  /** Something that writes one JSON value. */
  interface Content {
    void writeTo(JsonGenerator json) throws IOException;
  }

  static byte[] write(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      content.writeTo(json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /** The answer of an operation that went well. */
  static GatewayResponse ok(byte[] json) {
    return GatewayResponse.of(200, MediaTypes.KAFKA_V2_JSON, json);
  }

  /** {@code {"error_code":..,"message":..}}. */
  static GatewayResponse error(GatewayException error) {
    byte[] body =
        write(
            json -> {
              json.writeStartObject();
              json.writeNumberField("error_code", error.errorCode());
              json.writeStringField("message", error.getMessage());
              json.writeEndObject();
            });
    return new GatewayResponse(error.status(), error.headers(), body)
        .withHeader(GatewayResponse.CONTENT_TYPE, MediaTypes.KAFKA_V2_JSON);
  }
}
