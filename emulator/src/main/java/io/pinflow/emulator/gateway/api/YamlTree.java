package io.pinflow.emulator.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinflow.emulator.error.EmulatorErrors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** YAML, with its anchors and merges resolved, as a JSON tree. */
final class YamlTree {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private YamlTree() {}

  static JsonNode parse(String place, String yaml) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    // A document shares responses and headers between its operations.
    options.setMaxAliasesForCollections(10_000);
    try {
      return MAPPER.valueToTree(new Yaml(new SafeConstructor(options)).load(yaml));
    } catch (YAMLException | IllegalArgumentException e) {
      throw EmulatorErrors.invalidApi(place, "it is not YAML: " + e.getMessage());
    }
  }

  /** An object's members in their order; none where the node is no object. */
  static <T> Map<String, T> map(JsonNode object, BiFunction<String, JsonNode, T> value) {
    Map<String, T> members = new LinkedHashMap<>();
    object
        .properties()
        .forEach(e -> members.put(e.getKey(), value.apply(e.getKey(), e.getValue())));
    return members;
  }

  static Map<String, String> texts(JsonNode object) {
    return map(object, (name, value) -> value.asText());
  }
}
