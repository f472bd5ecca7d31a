package io.pinflow.emulator.gateway;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The content types of Kafka REST v2, those of requests and those of responses. */
final class MediaTypes {

  static final String KAFKA_V2_JSON = "application/vnd.kafka.v2+json";

  private static final String KAFKA_JSON = "application/vnd.kafka+json";
  private static final String JSON = "application/json";
  private static final String OCTET_STREAM = "application/octet-stream";

  /** Where a type names no embedded format, the contract means binary. */
  private static final Map<String, EmbeddedFormat> FORMATS =
      Map.of(
          "application/vnd.kafka.binary.v2+json",
          EmbeddedFormat.BINARY,
          "application/vnd.kafka.json.v2+json",
          EmbeddedFormat.JSON,
          "application/vnd.kafka.avro.v2+json",
          EmbeddedFormat.AVRO,
          "application/vnd.kafka.jsonschema.v2+json",
          EmbeddedFormat.JSONSCHEMA,
          "application/vnd.kafka.protobuf.v2+json",
          EmbeddedFormat.PROTOBUF,
          KAFKA_V2_JSON,
          EmbeddedFormat.BINARY,
          KAFKA_JSON,
          EmbeddedFormat.BINARY,
          JSON,
          EmbeddedFormat.BINARY,
          OCTET_STREAM,
          EmbeddedFormat.BINARY);

  /** The preferred one first. */
  private static final List<String> RESPONSES = List.of(KAFKA_V2_JSON, KAFKA_JSON, JSON);

  private MediaTypes() {}

  /** The embedded format of a request; without a content type it is binary. */
  static EmbeddedFormat embeddedFormat(String contentType) {
    if (contentType == null) {
      return EmbeddedFormat.BINARY;
    }
    String[] parts = contentType.split(";", -1);
    EmbeddedFormat format = FORMATS.get(parts[0].strip().toLowerCase(Locale.ROOT));
    if (format == null || !isUtf8(parts)) {
      throw GatewayErrors.unsupportedMediaType(contentType);
    }
    return format;
  }

  /** The type of the answer which the client prefers. */
  static String response(String accept) {
    if (accept == null || accept.isBlank()) {
      return KAFKA_V2_JSON;
    }
    String best = null;
    double bestQuality = 0;
    for (String type : RESPONSES) {
      double quality = quality(type, accept);
      if (quality > bestQuality) {
        best = type;
        bestQuality = quality;
      }
    }
    if (best == null) {
      throw GatewayErrors.notAcceptable(accept);
    }
    return best;
  }

  /** How much the client wants a type: the weight of the most specific range which matches it. */
  private static double quality(String type, String accept) {
    double quality = 0;
    int specificity = -1;
    for (String range : accept.split(",", -1)) {
      String[] parts = range.split(";", -1);
      String name = parts[0].strip().toLowerCase(Locale.ROOT);
      int rangeSpecificity =
          name.equals(type)
              ? 2
              : name.equals("application/*") ? 1 : name.equals("*/*") || name.equals("*") ? 0 : -1;
      if (rangeSpecificity > specificity) {
        specificity = rangeSpecificity;
        quality = weight(parts);
      }
    }
    return quality;
  }

  private static double weight(String[] parts) {
    String weight = parameter(parts, "q");
    if (weight == null) {
      return 1;
    }
    try {
      return Double.parseDouble(weight);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static boolean isUtf8(String[] parts) {
    String charset = parameter(parts, "charset");
    return charset == null
        || charset.equalsIgnoreCase("utf-8")
        || charset.equalsIgnoreCase("utf8")
        || charset.equalsIgnoreCase("us-ascii");
  }

  private static String parameter(String[] parts, String name) {
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals > 0 && parts[i].substring(0, equals).strip().equalsIgnoreCase(name)) {
        return parts[i].substring(equals + 1).strip().replace("\"", "");
      }
    }
    return null;
  }
}
