package io.pinflow.emulator.gateway;

/** How keys and values are embedded in a produce request. */
enum EmbeddedFormat {
  /** Base64 strings. */
  BINARY(false),
  /** JSON, which travels as it is written. */
  JSON(false),
  AVRO(true),
  JSONSCHEMA(true),
  PROTOBUF(true);

  private final boolean needsSchema;

  EmbeddedFormat(boolean needsSchema) {
    this.needsSchema = needsSchema;
  }

  boolean needsSchema() {
    return needsSchema;
  }
}
