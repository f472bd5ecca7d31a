package io.pinflow.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a stack's roles may do, as IAM would decide it from their identity policies. */
final class Policies {

  /**
   * @param role the logical id of a role, or of a policy of one, without CDK's hash
   * @param prefixes what may be listed of a bucket; all of it where there are none
   */
  record Right(String role, String action, String resource, List<String> prefixes) {

    boolean allows(String asked, String on) {
      return matches(action, asked) && matches(resource, on);
    }

    private static boolean matches(String pattern, String text) {
      return Pattern.matches(
          Stream.of(pattern.split("\\*", -1))
              .map(Pattern::quote)
              .reduce((a, b) -> a + ".*" + b)
              .get(),
          text);
    }
  }

  private final List<Right> rights = new ArrayList<>();

  Policies(JsonNode template) {
    template
        .get("Resources")
        .properties()
        .forEach(resource -> add(resource.getKey(), resource.getValue()));
  }

  static Policies of(String stack) {
    return new Policies(Synthesized.stages().json(stack));
  }

  private void add(String id, JsonNode resource) {
    JsonNode properties = resource.path("Properties");
    String role = id.substring(0, Math.max(0, id.length() - 8));
    switch (resource.get("Type").asText()) {
      case "AWS::IAM::Role" ->
          properties
              .path("Policies")
              .forEach(policy -> addStatements(role, policy.get("PolicyDocument")));
      case "AWS::IAM::Policy" -> addStatements(role, properties.get("PolicyDocument"));
      default -> {}
    }
  }

  private void addStatements(String role, JsonNode document) {
    for (JsonNode statement : document.get("Statement")) {
      if (!statement.get("Effect").asText().equals("Allow")) {
        throw new IllegalStateException("Only what is allowed is understood: " + statement);
      }
      JsonNode prefixes = statement.at("/Condition/StringLike/s3:prefix");
      List<String> listed = prefixes.isMissingNode() ? List.of() : texts(prefixes);
      for (String action : texts(statement.get("Action"))) {
        for (String resource : texts(statement.get("Resource"))) {
          rights.add(new Right(role, action, resource, listed));
        }
      }
    }
  }

  private static List<String> texts(JsonNode oneOrMore) {
    List<String> texts = new ArrayList<>();
    if (oneOrMore.isArray()) {
      oneOrMore.forEach(one -> texts.add(Flat.text(one)));
    } else {
      texts.add(Flat.text(oneOrMore));
    }
    return texts;
  }

  /** Conditions are taken for met; {@link JobRights} minds those of listings. */
  boolean allow(String role, String action, String resource) {
    if (rights.stream().noneMatch(right -> right.role().equals(role))) {
      throw new IllegalArgumentException("No role " + role);
    }
    return rights.stream()
        .anyMatch(right -> right.role().equals(role) && right.allows(action, resource));
  }

  Stream<Right> all() {
    return rights.stream();
  }
}
