package io.pinflow.schema;

import java.nio.charset.StandardCharsets;

/** Test records written with apostrophes for quotes. */
final class Json {
  private Json() {}

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] record(String json) {
    return utf8(json.replace('\'', '"'));
  }
}
