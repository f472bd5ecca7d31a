package io.pinflow.emulator.gateway.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.spi.json.JacksonJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.util.List;

/** JSON as maps, lists, strings, numbers (exact ones), booleans and null. Thread-safe. */
final class JsonValues {

  private static final String NO_MATCH = "";

  private final ObjectMapper mapper =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private final Configuration jsonPath =
      Configuration.builder()
          .jsonProvider(new JacksonJsonProvider(mapper))
          .mappingProvider(new JacksonMappingProvider(mapper))
          .build();

  /** Reads a text; an empty one is an empty object. */
  Object read(String text) {
    try {
      return mapper.readValue(text.isBlank() ? "{}" : text, Object.class);
    } catch (JsonProcessingException e) {
      throw new NotJsonException(e);
    }
  }

  String write(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON value: " + value, e);
    }
  }

  /**
   * What a JSONPath finds in a value: the empty string where it matches nothing, a list where it
   * may match more than one value.
   */
  Object find(Object root, String path) {
    JsonPath compiled = JsonPath.compile(path);
    try {
      Object found = compiled.read(root, jsonPath.addOptions(Option.SUPPRESS_EXCEPTIONS));
      if (found == null) {
        return compiled.read(root, jsonPath);
      }
      return found instanceof List<?> list && list.isEmpty() && !compiled.isDefinite()
          ? NO_MATCH
          : found;
    } catch (PathNotFoundException e) {
      return NO_MATCH;
    }
  }
}
