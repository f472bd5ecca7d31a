package io.pinflow.emulator.gateway;

import static io.pinflow.emulator.gateway.GatewayClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.testing.fixture.RequiresKinesis;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The routes on streams: created, described, listed and deleted on a real Kinesis server. */
@RequiresKinesis
@ExtendWith(RunningKinesis.class)
class GatewayStreamsIT {

  private final GatewayClient gateway;
  private final KinesisStreams kinesis;

  GatewayStreamsIT(GatewayClient gateway, KinesisStreams kinesis) {
    this.gateway = gateway;
    this.kinesis = kinesis;
  }

  @Test
  void createsAStreamOfOneShardByDefault() throws IOException, InterruptedException {
    String stream = "created-" + UUID.randomUUID();

    HttpResponse<String> created = gateway.send("POST", "/streams/" + stream, null);

    assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
    assertThat(json(created.body())).isEqualTo(json("{\"StreamName\": \"%s\"}".formatted(stream)));
    kinesis.awaitActive(stream);
    assertThat(kinesis.client().listShards(request -> request.streamName(stream)).shards())
        .hasSize(1);
  }

  @Test
  void createsAsManyShardsAsTheBodySays() throws IOException, InterruptedException {
    String stream = "created-" + UUID.randomUUID();

    HttpResponse<String> created =
        gateway.send("POST", "/streams/" + stream, "{\"ShardCount\": 3}");

    assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
    kinesis.awaitActive(stream);
    assertThat(kinesis.client().listShards(request -> request.streamName(stream)).shards())
        .hasSize(3);
  }

  @Test
  void describesAStream() throws IOException, InterruptedException {
    String stream = kinesis.create();

    HttpResponse<String> described = gateway.get("/streams/" + stream);

    assertThat(described.statusCode()).as(described.body()).isEqualTo(200);
    assertThat(described.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(described.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    JsonNode description = json(described.body()).get("StreamDescription");
    assertThat(description.get("StreamName").asText()).isEqualTo(stream);
    assertThat(description.get("StreamStatus").asText()).isEqualTo("ACTIVE");
    assertThat(description.get("Shards")).hasSize(1);
  }

  @Test
  void describesAStreamsShardsAPageAtATime() throws IOException, InterruptedException {
    String stream = "paged-" + UUID.randomUUID();
    assertThat(gateway.send("POST", "/streams/" + stream, "{\"ShardCount\": 2}").statusCode())
        .isEqualTo(200);
    kinesis.awaitActive(stream);

    JsonNode first =
        json(gateway.get("/streams/" + stream + "?limit=1").body()).get("StreamDescription");
    String last = first.get("Shards").get(0).get("ShardId").asText();
    JsonNode second =
        json(gateway.get("/streams/" + stream + "?exclusive-start-shard-id=" + last).body())
            .get("StreamDescription");

    assertThat(first.get("HasMoreShards").asBoolean()).isTrue();
    assertThat(first.get("Shards")).hasSize(1);
    assertThat(second.get("Shards")).hasSize(1);
    assertThat(second.get("Shards").get(0).get("ShardId").asText()).isNotEqualTo(last);
  }

  @Test
  void listsStreamsAPageAtATime() throws IOException, InterruptedException {
    String prefix = "list-" + UUID.randomUUID();
    for (String name : List.of("-a", "-b", "-c")) {
      assertThat(gateway.send("POST", "/streams/" + prefix + name, "{}").statusCode())
          .isEqualTo(200);
      kinesis.awaitActive(prefix + name);
    }

    JsonNode all = json(gateway.get("/streams").body());
    JsonNode page =
        json(gateway.get("/streams?limit=1&exclusive-start-stream-name=" + prefix + "-a").body());

    assertThat(all.get("StreamNames"))
        .extracting(JsonNode::asText)
        .contains(prefix + "-a", prefix + "-b", prefix + "-c");
    assertThat(page.get("StreamNames")).extracting(JsonNode::asText).containsExactly(prefix + "-b");
    assertThat(page.get("HasMoreStreams").asBoolean()).isTrue();
    assertThat(kinesis.client().listStreams(request -> request.limit(1000)).streamNames())
        .contains(prefix + "-a");
  }

  @Test
  void deletesAStream() throws IOException, InterruptedException {
    String stream = kinesis.create();

    HttpResponse<String> deleted = gateway.send("DELETE", "/streams/" + stream, null);

    assertThat(deleted.statusCode()).as(deleted.body()).isEqualTo(200);
    assertThat(json(deleted.body())).isEqualTo(json("{\"StreamName\": \"%s\"}".formatted(stream)));
    await()
        .untilAsserted(
            () ->
                assertThat(
                        kinesis.client().listStreams(request -> request.limit(1000)).streamNames())
                    .doesNotContain(stream));
  }
}
