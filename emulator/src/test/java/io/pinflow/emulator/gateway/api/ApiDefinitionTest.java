package io.pinflow.emulator.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The API definition that is deployed. */
class ApiDefinitionTest {

  private static final Path FILE = Path.of("../deploy/aws/api.yaml");
  private static final String INTEGRATION = "x-amazon-apigateway-integration";

  private record Operation(String method, String path, JsonNode node) {
    JsonNode integration() {
      return node.path(INTEGRATION);
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  @Test
  void theBuiltInDefinitionIsTheDeployedOne() throws IOException {
    try (InputStream builtIn = ApiDocument.class.getResourceAsStream("api.yaml")) {
      assertThat(new String(builtIn.readAllBytes(), UTF_8)).isEqualTo(Files.readString(FILE));
    }
  }

  @Test
  void hasEveryRoute() throws IOException {
    assertThat(operations().stream().map(Operation::toString))
        .containsExactlyInAnyOrder(
            "get /topics",
            "options /topics",
            "get /topics/{topic}",
            "post /topics/{topic}",
            "options /topics/{topic}",
            "x-amazon-apigateway-any-method /topics/{topic}/{proxy+}",
            "options /topics/{topic}/{proxy+}",
            "get /streams",
            "options /streams",
            "post /streams/{stream-name}",
            "get /streams/{stream-name}",
            "delete /streams/{stream-name}",
            "options /streams/{stream-name}",
            "put /streams/{stream-name}/record",
            "options /streams/{stream-name}/record",
            "put /streams/{stream-name}/records",
            "options /streams/{stream-name}/records");
  }

  @ParameterizedTest
  @CsvSource({
    "get /streams, ListStreams",
    "post /streams/{stream-name}, CreateStream",
    "get /streams/{stream-name}, DescribeStream",
    "delete /streams/{stream-name}, DeleteStream",
    "put /streams/{stream-name}/record, PutRecord",
    "put /streams/{stream-name}/records, PutRecords",
  })
  void streamsAreServedByKinesisActions(String route, String action) throws IOException {
    JsonNode integration = operation(route).integration();

    assertThat(integration.path("type").asText()).isEqualTo("aws");
    assertThat(integration.path("httpMethod").asText()).isEqualTo("POST");
    assertThat(integration.path("uri").asText())
        .isEqualTo("arn:aws:apigateway:${AWS::Region}:kinesis:action/" + action);
    assertThat(integration.path("credentials").asText()).isEqualTo("${KinesisRoleArn}");
    assertThat(integration.path("passthroughBehavior").asText()).isEqualTo("when_no_templates");
    assertThat(integration.path("requestTemplates").path("application/json").asText()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("securedOperations")
  void everythingButPreflightAsksForAKey(Operation operation) {
    assertThat(operation.node().path("security")).hasSize(1);
    assertThat(operation.node().path("security").get(0).has("api_key")).isTrue();
  }

  @ParameterizedTest
  @MethodSource("securedOperations")
  void everythingButPreflightIsValidated(Operation operation) {
    boolean hasBody = operation.node().has("requestBody");

    assertThat(operation.node().path("x-amazon-apigateway-request-validator").asText())
        .isEqualTo(hasBody ? "all" : "parameters");
  }

  @ParameterizedTest
  @MethodSource("kinesisOperations")
  void kinesisErrorsHaveResponsesOfWhichTheMethodKnows(Operation operation) {
    JsonNode responses = operation.integration().path("responses");

    assertThat(names(responses)).containsExactlyInAnyOrder("default", "4\\d{2}", "5\\d{2}");
    for (JsonNode response : responses) {
      String status = response.path("statusCode").asText();
      JsonNode declared = operation.node().path("responses").path(status);
      assertThat(declared.isMissingNode()).as(status).isFalse();
      for (String mapped : names(response.path("responseParameters"))) {
        assertThat(declared.path("headers").has(mapped.replace("method.response.header.", "")))
            .as(mapped)
            .isTrue();
      }
    }
    for (String code : List.of("LimitExceededException", "ResourceNotFoundException")) {
      assertThat(responses.path("4\\d{2}").toString()).contains(code);
    }
    assertThat(names(operation.node().path("responses"))).contains("404", "409", "429", "502");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void parametersOfThePathAreDeclaredWhereTheyAreUsed(Operation operation) {
    Set<String> declared = new HashSet<>();
    operation.node().path("parameters").forEach(p -> declared.add(p.path("name").asText()));

    for (JsonNode source : operation.integration().path("requestParameters")) {
      String text = source.asText();
      if (text.startsWith("method.request.")) {
        assertThat(declared).contains(text.substring(text.lastIndexOf('.') + 1));
      }
    }
    if (!operation.method().equals("options") && operation.path().contains("{stream-name}")) {
      assertThat(declared).contains("stream-name");
    }
  }

  /** API Gateway refuses a document in which it is otherwise. */
  @Test
  void noTwoPathVariablesAreSiblings() throws IOException {
    Map<String, Set<String>> variables = new TreeMap<>();
    for (String path : names(document().path("paths"))) {
      String[] segments = path.split("/", -1);
      String parent = "";
      for (String segment : segments) {
        if (segment.startsWith("{")) {
          variables.computeIfAbsent(parent, key -> new TreeSet<>()).add(segment);
        }
        parent += "/" + segment;
      }
    }

    assertThat(variables).isNotEmpty().allSatisfy((parent, names) -> assertThat(names).hasSize(1));
  }

  @Test
  void topicsGoThroughTheVpcLink() throws IOException {
    assertThat(operations())
        .filteredOn(o -> o.path().startsWith("/topics") && !o.method().equals("options"))
        .hasSize(4)
        .allSatisfy(
            operation -> {
              JsonNode integration = operation.integration();
              assertThat(integration.path("type").asText()).isEqualTo("http_proxy");
              assertThat(integration.path("connectionType").asText()).isEqualTo("VPC_LINK");
              assertThat(integration.path("connectionId").asText())
                  .isEqualTo("${stageVariables.vpcLinkId}");
              assertThat(integration.path("uri").asText())
                  .startsWith("http://${stageVariables.kafkaRestHost}/topics");
            });
  }

  @Test
  void offersIamAsAnOptionAndSaysHowMuchAClientMayAsk() throws IOException {
    JsonNode document = document();
    JsonNode schemes = document.path("components").path("securitySchemes");

    assertThat(schemes.path("api_key").path("name").asText()).isEqualTo("x-api-key");
    assertThat(schemes.path("sigv4").path("x-amazon-apigateway-authtype").asText())
        .isEqualTo("awsSigv4");
    JsonNode plan = document.path("x-pinflow-usage-plan");
    assertThat(plan.path("throttle").path("rateLimit").asInt()).isPositive();
    assertThat(plan.path("throttle").path("burstLimit").asInt()).isPositive();
    assertThat(plan.path("quota").path("limit").asInt()).isPositive();
    JsonNode errors = document.path("x-amazon-apigateway-gateway-responses");
    assertThat(errors.path("THROTTLED").path("statusCode").asInt()).isEqualTo(429);
    assertThat(errors.path("INVALID_API_KEY").path("statusCode").asInt()).isEqualTo(403);
  }

  @Test
  void modelsAreSchemasAndAllReferencesHaveATarget() throws IOException {
    JsonNode document = document();
    var metaSchema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
            .getSchema(SchemaLocation.of("http://json-schema.org/draft-04/schema#"));

    assertThat(document.path("components").path("schemas"))
        .isNotEmpty()
        .allSatisfy(model -> assertThat(metaSchema.validate(model)).isEmpty());
    List<String> references = new ArrayList<>();
    document.findValues("$ref").forEach(reference -> references.add(reference.asText()));
    assertThat(references)
        .isNotEmpty()
        .allSatisfy(
            reference ->
                assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "put /streams/{stream-name}/record | {\"Data\":{},\"PartitionKey\":\"1\"} | true",
        "put /streams/{stream-name}/record | {\"Data\":\"\",\"PartitionKey\":\"1\"} | true",
        "put /streams/{stream-name}/record | {\"Data\":{},\"PartitionKey\":\"1\",\"StreamName\":\"s\"} | true",
        "put /streams/{stream-name}/record | {\"Data\":null,\"PartitionKey\":\"1\"} | false",
        "put /streams/{stream-name}/record | {\"Data\":[],\"PartitionKey\":\"1\"} | false",
        "put /streams/{stream-name}/records | {\"records\":[{\"data\":\"a\",\"partition-key\":\"1\"}]} | true",
        "put /streams/{stream-name}/records | {\"Records\":[{\"Data\":{},\"PartitionKey\":\"1\"}]} | true",
        "put /streams/{stream-name}/records | {\"records\":[{\"data\":1,\"partition-key\":\"1\"}]} | false",
        "put /streams/{stream-name}/records | `` | false",
        "post /streams/{stream-name} | `` | true",
        "post /streams/{stream-name} | {\"ShardCount\":2} | true",
        "post /streams/{stream-name} | {\"ShardCount\":1.5} | false",
      })
  void modelsTakeWhatTheRoutesTake(String route, String body, boolean valid) throws IOException {
    BodyValidator validator =
        BodyValidator.of(operation(route).node().path("requestBody").path("content"), document());

    if (valid) {
      validator.validate("application/json", () -> body);
    } else {
      assertThatThrownBy(() -> validator.validate("application/json", () -> body))
          .isInstanceOf(ApiException.class)
          .hasMessage("Invalid request body");
    }
  }

  static Stream<Operation> securedOperations() throws IOException {
    return operations().stream().filter(operation -> !operation.method().equals("options"));
  }

  static Stream<Operation> kinesisOperations() throws IOException {
    return operations().stream()
        .filter(operation -> operation.integration().path("uri").asText().contains(":kinesis:"));
  }

  static List<Operation> operations() throws IOException {
    List<Operation> operations = new ArrayList<>();
    document()
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        member ->
                            operations.add(
                                new Operation(member.getKey(), path.getKey(), member.getValue()))));
    return operations;
  }

  private static Operation operation(String route) throws IOException {
    return operations().stream()
        .filter(operation -> operation.toString().equals(route))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static JsonNode document() throws IOException {
    return YamlTree.parse("api.yaml", Files.readString(FILE));
  }
}
