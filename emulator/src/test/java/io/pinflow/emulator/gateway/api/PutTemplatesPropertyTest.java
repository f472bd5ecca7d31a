package io.pinflow.emulator.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinflow.emulator.gateway.exchange.GatewayRequest;
import io.pinflow.emulator.gateway.exchange.GatewayResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What the definition's templates send to Kinesis is what the client sent, whatever that is. */
class PutTemplatesPropertyTest {

  private static final String SYNTAX = "$#{}[]()\"'\\/!.*+-|&<>\n\r\t\u0000\u007f\u2028é😀";

  private final ObjectMapper json =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private final List<String> sent = new ArrayList<>();
  private final List<ApiDocument.Route> routes;

  PutTemplatesPropertyTest() throws IOException {
    AwsService recorder =
        (action, headers, body) -> {
          sent.add(body);
          return CompletableFuture.completedFuture(new AwsService.Answer(200, Map.of(), "{}"));
        };
    try (InputStream document = ApiDocument.class.getResourceAsStream("api.yaml")) {
      routes =
          ApiDocument.routes(
              "api.yaml",
              new String(document.readAllBytes(), UTF_8),
              new ApiBackends(
                  Map.of("kinesis", recorder),
                  request -> {
                    throw new AssertionError("no topic is asked for");
                  }),
              ApiKey.none(),
              Clock.systemUTC());
    }
  }

  @Property(tries = 300)
  void aRecordIsSentAsItIs(
      @ForAll("texts") String stream, @ForAll("keys") String key, @ForAll("values") JsonNode data)
      throws IOException {
    ObjectNode body = json.createObjectNode().put("PartitionKey", key);
    body.set("Data", data);

    JsonNode request = put("/streams/{stream-name}/record", stream, body);

    assertThat(request.get("StreamName").textValue()).isEqualTo(stream);
    assertThat(request.get("PartitionKey").textValue()).isEqualTo(key);
    assertSame(request.get("Data"), data);
  }

  @Property(tries = 200)
  void recordsAreSentAsTheyAre(
      @ForAll("texts") String stream,
      @ForAll("keys") String key,
      @ForAll("valueLists") List<JsonNode> data,
      @ForAll boolean lowerCase)
      throws IOException {
    ObjectNode body = json.createObjectNode();
    ArrayNode records = body.putArray(lowerCase ? "records" : "Records");
    for (JsonNode value : data) {
      ObjectNode record =
          records.addObject().put(lowerCase ? "partition-key" : "PartitionKey", key);
      record.set(lowerCase ? "data" : "Data", value);
    }

    JsonNode request = put("/streams/{stream-name}/records", stream, body);

    assertThat(request.get("StreamName").textValue()).isEqualTo(stream);
    assertThat(request.get("Records")).hasSize(data.size());
    for (int i = 0; i < data.size(); i++) {
      assertThat(request.get("Records").get(i).get("PartitionKey").textValue()).isEqualTo(key);
      assertSame(request.get("Records").get(i).get("Data"), data.get(i));
    }
  }

  private void assertSame(JsonNode base64, JsonNode data) throws IOException {
    String decoded = new String(Base64.getDecoder().decode(base64.textValue()), UTF_8);
    if (data.isTextual()) {
      assertThat(decoded).isEqualTo(data.textValue());
    } else {
      assertThat(json.readTree(decoded)).isEqualTo(json.readTree(data.toString()));
    }
  }

  private JsonNode put(String path, String stream, JsonNode body) throws IOException {
    ApiDocument.Route route =
        routes.stream()
            .filter(r -> r.method().equals("PUT") && r.path().toString().equals(path))
            .findFirst()
            .orElseThrow();
    GatewayResponse response =
        route
            .operation()
            .handle(
                new GatewayRequest(
                    "PUT",
                    path,
                    Map.of("stream-name", URLEncoder.encode(stream, UTF_8).replace("+", "%20")),
                    Map.of(),
                    Map.of("Content-Type", "application/json"),
                    body.toString().getBytes(UTF_8),
                    "127.0.0.1"))
            .join();
    assertThat(response.status()).as(new String(response.body(), UTF_8)).isEqualTo(200);
    return json.readTree(sent.get(sent.size() - 1));
  }

  @Provide
  Arbitrary<String> texts() {
    return texts(0);
  }

  @Provide
  Arbitrary<String> keys() {
    return texts(1);
  }

  /** Whole code points: half a surrogate pair is in no UTF-8. */
  private static Arbitrary<String> texts(int least) {
    Arbitrary<Integer> special = Arbitraries.of(SYNTAX.codePoints().boxed().toList());
    Arbitrary<Integer> plain = Arbitraries.integers().between(' ', '~');
    Arbitrary<Integer> any =
        Arbitraries.integers()
            .between(0, Character.MAX_CODE_POINT)
            .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE);
    return Arbitraries.oneOf(special, plain, any)
        .list()
        .ofMinSize(least)
        .ofMaxSize(20)
        .map(
            points -> {
              StringBuilder text = new StringBuilder();
              points.forEach(text::appendCodePoint);
              return text.toString();
            });
  }

  @Provide
  Arbitrary<JsonNode> values() {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    Arbitrary<JsonNode> leaves =
        Arbitraries.oneOf(
            texts().map(nodes::textNode),
            Arbitraries.bigIntegers().map(nodes::numberNode),
            Arbitraries.bigDecimals().map(nodes::numberNode),
            Arbitraries.of(true, false).map(nodes::booleanNode),
            Arbitraries.just(nodes.nullNode()));
    Arbitrary<JsonNode> lists =
        leaves.list().ofMaxSize(3).map(items -> json.createArrayNode().addAll(items));
    Arbitrary<JsonNode> inner = Arbitraries.oneOf(leaves, lists, objects(leaves));
    return Arbitraries.oneOf(texts().map(nodes::textNode), objects(inner));
  }

  @Provide
  Arbitrary<List<JsonNode>> valueLists() {
    return values().list().ofMinSize(1).ofMaxSize(5);
  }

  private Arbitrary<JsonNode> objects(Arbitrary<JsonNode> members) {
    return Combinators.combine(texts().list().ofSize(3).uniqueElements(), members.list().ofSize(3))
        .as(
            (names, values) -> {
              ObjectNode object = json.createObjectNode();
              for (int i = 0; i < names.size(); i++) {
                object.set(names.get(i), values.get(i));
              }
              return object;
            });
  }
}
