package io.pinflow.emulator.gateway;

import static io.pinflow.emulator.gateway.GatewayClient.assertApiError;
import static io.pinflow.emulator.gateway.GatewayClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.emulator.error.EmulatorException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the gateway does with an API definition, as far as it takes neither Kafka nor Kinesis. */
class GatewayApiTest {

  @TempDir Path folder;

  @Test
  void namesWhatIsMissingWhereThereIsNoKinesis() throws IOException, InterruptedException {
    try (Gateway gateway = start(ApiConfig.DEFAULT)) {
      HttpResponse<String> response = get(gateway, "/streams");

      assertApiError(response, 503, "INTEGRATION_NOT_CONFIGURED");
      assertThat(json(response.body()).get("message").asText()).contains("--kinesis-endpoint");
    }
  }

  @Test
  void answersWith504WhereKinesisIsNotThere() throws IOException, InterruptedException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    URI nobody = URI.create("http://127.0.0.1:" + free);
    try (Gateway gateway = start(ApiConfig.DEFAULT.withKinesis(nobody, "us-east-1"))) {
      assertApiError(get(gateway, "/streams"), 504, "INTEGRATION_FAILURE");
    }
  }

  @Test
  void asksForTheKeyInTheFile() throws IOException, InterruptedException {
    Path key = Files.writeString(folder.resolve("key"), "secret-1\n");
    try (Gateway gateway = start(ApiConfig.DEFAULT.withApiKeyFile(key))) {
      GatewayClient client = new GatewayClient(gateway.uri());

      assertApiError(get(gateway, "/streams"), 403, "INVALID_API_KEY");
      assertApiError(
          client.send(client.request("/streams").header("x-api-key", "secret-2").build()),
          403,
          "INVALID_API_KEY");
      assertApiError(get(gateway, "/topics"), 403, "INVALID_API_KEY");
      assertThat(
              client
                  .send(client.request("/streams").header("X-API-Key", "secret-1").build())
                  .statusCode())
          .isEqualTo(503);
      assertThat(preflight(gateway, "/streams").statusCode()).isEqualTo(204);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/topics | GET,OPTIONS",
        "/topics/1.pin | GET,POST,OPTIONS",
        "/topics/1.pin/partitions | GET,POST,PUT,DELETE,OPTIONS",
        "/streams | GET,OPTIONS",
        "/streams/s | GET,POST,DELETE,OPTIONS",
        "/streams/s/record | PUT,OPTIONS",
        "/streams/s/records | PUT,OPTIONS",
      })
  void tellsBrowsersWhatTheyMayDo(String path, String methods)
      throws IOException, InterruptedException {
    try (Gateway gateway = start(ApiConfig.DEFAULT)) {
      HttpResponse<String> response = preflight(gateway, path);

      assertThat(response.statusCode()).isEqualTo(204);
      assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
      assertThat(response.headers().firstValue("Access-Control-Allow-Methods")).hasValue(methods);
      assertThat(response.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
          .contains("Content-Type", "X-Api-Key");
    }
  }

  @Test
  void executesTheDocumentItIsGiven() throws IOException, InterruptedException {
    Path document =
        Files.writeString(
            folder.resolve("own.yaml"),
            """
            openapi: 3.0.3
            x-amazon-apigateway-request-validators:
              parameters: {validateRequestBody: false, validateRequestParameters: true}
            paths:
              /hello/{name}:
                get:
                  parameters:
                    - {name: who, in: query, required: true}
                    - {name: X-Trace, in: header, required: true}
                  x-amazon-apigateway-request-validator: parameters
                  x-amazon-apigateway-integration:
                    type: mock
                    requestTemplates:
                      application/json: '{"statusCode": $input.params("who").length()}'
                    responses:
                      "4": {statusCode: "201", responseTemplates: {application/json: four}}
                      default:
                        statusCode: "200"
                        responseParameters:
                          method.response.header.X-Name: method.request.path.name
                          method.response.header.X-Who: method.request.querystring.who
                          method.response.header.X-Trace: method.request.header.x-trace
                          method.response.header.X-Method: context.httpMethod
                        responseTemplates:
                          application/json: |
                            #set($context.responseOverride.status = 202)
                            #set($context.responseOverride.header.X-Extra = "more")
                            $context.resourcePath $context.identity.sourceIp $input.params("name")
            """);
    try (Gateway gateway = start(ApiConfig.DEFAULT.withDocument(document))) {
      GatewayClient client = new GatewayClient(gateway.uri());

      HttpResponse<String> response =
          client.send(client.request("/hello/J%C3%B6?who=me").header("X-Trace", "t").build());
      HttpResponse<String> other =
          client.send(client.request("/hello/a?who=four").header("X-Trace", "t").build());
      HttpResponse<String> missing = get(gateway, "/hello/a");

      assertThat(response.statusCode()).isEqualTo(202);
      assertThat(response.body()).isEqualTo("/hello/{name} 127.0.0.1 Jö");
      assertThat(response.headers().firstValue("X-Who")).hasValue("me");
      assertThat(response.headers().firstValue("X-Trace")).hasValue("t");
      assertThat(response.headers().firstValue("X-Method")).hasValue("GET");
      assertThat(response.headers().firstValue("X-Extra")).hasValue("more");
      assertThat(other.statusCode()).isEqualTo(201);
      assertThat(other.body()).isEqualTo("four");
      assertThat(missing.statusCode()).isEqualTo(400);
      assertThat(missing.body())
          .isEqualTo("{\"message\":\"Missing required request parameters: [who, X-Trace]\"}");
      assertThat(get(gateway, "/streams").statusCode()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ | it is not YAML",
        "swagger: '2.0' | it is not an OpenAPI 3 document",
        "{openapi: 3.0.0, paths: {/a: {get: {}}}} | GET /a: integration type ''",
        "{openapi: 3.0.0, paths: {/a: {get: {x-amazon-apigateway-integration: {type: aws, uri:"
            + " 'arn:aws:apigateway:r:sqs:action/Send'}}}}} | GET /a: uri arn:aws:apigateway:r:sqs",
        "{openapi: 3.0.0, paths: {/a: {get: {x-amazon-apigateway-request-validator: all}}}}"
            + " | GET /a: there is no request validator named all",
        "{openapi: 3.0.0, paths: {/a: {get: {x-amazon-apigateway-integration: {type: mock,"
            + " requestTemplates: {application/json: '#if('}}}}}} | GET /a, requestTemplates",
        "{openapi: 3.0.0, paths: {/a: {get: {x-amazon-apigateway-integration: {type: mock,"
            + " responses: {'4(': {}}}}}}} | GET /a, responses 4(: the selection pattern",
      })
  void namesWhatCannotBeExecuted(String yaml, String problem) throws IOException {
    Path document = Files.writeString(folder.resolve("bad.yaml"), yaml);

    assertThatThrownBy(() -> start(ApiConfig.DEFAULT.withDocument(document)))
        .isInstanceOf(EmulatorException.class)
        .hasMessageContaining("bad.yaml")
        .hasMessageContaining(problem);
  }

  @Test
  void namesFilesThatAreMissingAndKeysThatAreNone() throws IOException {
    Path missing = folder.resolve("missing");
    Path empty = Files.writeString(folder.resolve("empty"), "\n");

    assertThatThrownBy(() -> start(ApiConfig.DEFAULT.withDocument(missing)))
        .isInstanceOf(EmulatorException.class)
        .hasMessageContaining(missing.toString());
    assertThatThrownBy(() -> start(ApiConfig.DEFAULT.withApiKeyFile(missing)))
        .isInstanceOf(EmulatorException.class)
        .hasMessageContaining(missing.toString());
    assertThatThrownBy(() -> start(ApiConfig.DEFAULT.withApiKeyFile(empty)))
        .isInstanceOf(EmulatorException.class)
        .hasMessageContaining("one line");
  }

  private static Gateway start(ApiConfig api) {
    return Gateway.start(RunningKinesis.gatewayWithoutKafka().withApi(api));
  }

  private static HttpResponse<String> get(Gateway gateway, String path)
      throws IOException, InterruptedException {
    GatewayClient client = new GatewayClient(gateway.uri());
    return client.send(client.request(path).build());
  }

  private static HttpResponse<String> preflight(Gateway gateway, String path)
      throws IOException, InterruptedException {
    GatewayClient client = new GatewayClient(gateway.uri());
    return client.send(
        client.request(path).method("OPTIONS", HttpRequest.BodyPublishers.noBody()).build());
  }
}
