package io.pinflow.emulator.gateway.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Validates a body against the document's model for its content type. Thread-safe. */
final class BodyValidator {

  private static final String COMPONENTS = "components";
  private static final int MOST_PROBLEMS = 5;

  private final ObjectMapper mapper =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private final Map<String, JsonSchema> models;

  private BodyValidator(Map<String, JsonSchema> models) {
    this.models = models;
  }

  /**
   * A validator for an operation's models.
   *
   * @param content the operation's {@code requestBody.content}
   * @param document the whole document, into which the models' references point
   */
  static BodyValidator of(JsonNode content, JsonNode document) {
    JsonMetaSchema dialect =
        JsonMetaSchema.builder(JsonMetaSchema.getV4())
            .keyword(new NonValidationKeyword(COMPONENTS))
            .build();
    JsonSchemaFactory factory =
        JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4))
            .metaSchema(dialect)
            .build();
    return new BodyValidator(
        YamlTree.map(
            content,
            (type, media) -> {
              ObjectNode model = media.path("schema").deepCopy();
              // References win over what stands beside them, so the model is wrapped.
              ObjectNode schema = model.objectNode();
              schema.putArray("allOf").add(model);
              schema.set(COMPONENTS, document.path(COMPONENTS));
              return factory.getSchema(schema);
            }));
  }

  /**
   * Validates a body; one whose type has no model is not looked at.
   *
   * @throws ApiException if the body is not JSON, or not of the model
   */
  void validate(String type, Supplier<String> text) {
    JsonSchema model = models.get(type);
    if (model == null) {
      return;
    }
    String body = text.get();
    JsonNode json;
    try {
      json = mapper.readTree(body.isBlank() ? "{}" : body);
    } catch (JsonProcessingException e) {
      throw ApiException.badBody(
          "[not JSON at line %d, column %d]"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    }
    String problems =
        model.validate(json).stream()
            .sorted(Comparator.comparing(ValidationMessage::getMessage))
            .limit(MOST_PROBLEMS)
            .map(ValidationMessage::getMessage)
            .collect(Collectors.joining(", "));
    if (!problems.isEmpty()) {
      throw ApiException.badBody("[" + problems + "]");
    }
  }
}
