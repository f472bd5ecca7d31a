package io.pinflow.emulator.gateway;

import java.util.Map;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Every error a client can meet: the statuses and error codes are those of Kafka REST v2, where the
 * status is the code's first three digits.
 */
final class GatewayErrors {

  static final int KAFKA_ERROR = 50002;
  static final int KAFKA_RETRIABLE_ERROR = 50003;

  private GatewayErrors() {}

  static GatewayException malformedJson(String problem) {
    return new GatewayException(400, 400, "The body is not valid JSON: " + problem);
  }

  static GatewayException notFound(String path) {
    return new GatewayException(404, 404, "HTTP 404 Not Found: there is nothing at " + path);
  }

  static GatewayException topicNotFound(String topic) {
    return new GatewayException(
        404, 40401, "Topic not found. No topic is named '" + topic + "': create it first");
  }

  static GatewayException partitionNotFound(String topic, long partition, int partitions) {
    return new GatewayException(
        404,
        40402,
        "Partition not found. Topic '"
            + topic
            + "' has the partitions 0 to "
            + (partitions - 1)
            + ", not "
            + partition);
  }

  static GatewayException methodNotAllowed(String method, String path, String allowed) {
    return new GatewayException(
        405,
        405,
        "HTTP 405 Method Not Allowed: " + path + " does not take " + method,
        Map.of("Allow", allowed));
  }

  static GatewayException notAcceptable(String accept) {
    return new GatewayException(
        406,
        406,
        "HTTP 406 Not Acceptable: answers come as "
            + MediaTypes.KAFKA_V2_JSON
            + ", which Accept '"
            + accept
            + "' excludes");
  }

  static GatewayException tooLarge(int limit) {
    return new GatewayException(
        413,
        413,
        "HTTP 413 Request Entity Too Large: a body holds at most "
            + limit
            + " bytes; send fewer records in one request");
  }

  static GatewayException unsupportedMediaType(String contentType) {
    return new GatewayException(
        415,
        415,
        "HTTP 415 Unsupported Media Type: '"
            + contentType
            + "'; post JSON as application/vnd.kafka.json.v2+json, or base64 as"
            + " application/vnd.kafka.binary.v2+json, in UTF-8");
  }

  static GatewayException unsupportedEncoding(String encoding) {
    return new GatewayException(
        415,
        415,
        "HTTP 415 Unsupported Media Type: Content-Encoding '"
            + encoding
            + "' is not supported; send the body uncompressed");
  }

  static GatewayException recordsEmpty() {
    return new GatewayException(422, 422, "records may not be empty");
  }

  static GatewayException unrecognizedField(String field) {
    return new GatewayException(422, 422, "Unrecognized field: " + field);
  }

  static GatewayException keySchemaMissing() {
    return new GatewayException(
        422, 42201, "Request includes keys but does not include key schema");
  }

  static GatewayException valueSchemaMissing() {
    return new GatewayException(
        422, 42202, "Request includes values but does not include value schema");
  }

  static GatewayException noSchemaRegistry(EmbeddedFormat format) {
    return new GatewayException(
        422,
        42205,
        "Invalid schema: this gateway has no schema registry, so it cannot take "
            + format
            + "; post application/vnd.kafka.json.v2+json");
  }

  static GatewayException invalidPayload(String problem) {
    return new GatewayException(422, 42206, "Payload error. " + problem);
  }

  static GatewayException internal() {
    return new GatewayException(
        500, 500, "HTTP 500 Internal Server Error: the gateway's log tells the reason");
  }

  /** The error of a request which Kafka refused or did not answer. */
  static GatewayException kafka(Throwable failure) {
    if (failure instanceof RecordTooLargeException) {
      return new GatewayException(413, 413, "Kafka error: " + failure.getMessage());
    }
    boolean retriable = failure instanceof RetriableException;
    return new GatewayException(
        500,
        kafkaErrorCode(failure),
        (retriable ? "Retriable Kafka error: " : "Kafka error: ") + failure.getMessage());
  }

  /** The error code of a single record which Kafka refused or did not acknowledge. */
  static int kafkaErrorCode(Throwable failure) {
    return failure instanceof RetriableException ? KAFKA_RETRIABLE_ERROR : KAFKA_ERROR;
  }
}
