package io.pinflow.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A template's values as text, in which {@code ~} stands for what only AWS will know. */
final class Flat {

  private Flat() {}

  static String text(JsonNode value) {
    if (value.isValueNode()) {
      return value.asText();
    }
    JsonNode join = value.path("Fn::Join");
    if (join.isMissingNode()) {
      return "~";
    }
    return StreamSupport.stream(join.get(1).spliterator(), false)
        .map(Flat::text)
        .collect(Collectors.joining(join.get(0).asText()));
  }
}
