package io.pinflow.emulator.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinflow.emulator.gateway.exchange.GatewayRequest;
import io.pinflow.emulator.gateway.exchange.GatewayResponse;
import io.pinflow.emulator.gateway.exchange.Operation;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;

/** {@code GET /topics/{topic}}: a topic's own settings and its partitions. */
final class DescribeTopicOperation implements Operation {

  private final TopicDirectory topics;

  DescribeTopicOperation(TopicDirectory topics) {
    this.topics = topics;
  }

  @Override
  public CompletableFuture<GatewayResponse> handle(GatewayRequest request) {
    String name = request.pathParameter(RouteTable.TOPIC);
    TopicDescription topic = topics.describe(name);
    Map<String, String> configs = new TreeMap<>(topics.configs(name));
    byte[] body =
        ResponseJson.write(
            json -> {
              json.writeStartObject();
              json.writeStringField("name", topic.name());
              json.writeObjectFieldStart("configs");
              for (Map.Entry<String, String> config : configs.entrySet()) {
                json.writeStringField(config.getKey(), config.getValue());
              }
              json.writeEndObject();
              json.writeArrayFieldStart("partitions");
              for (TopicPartitionInfo partition : topic.partitions()) {
                write(json, partition);
              }
              json.writeEndArray();
              json.writeEndObject();
            });
    return CompletableFuture.completedFuture(ResponseJson.ok(body));
  }

  private static void write(JsonGenerator json, TopicPartitionInfo partition) throws IOException {
    Node leader = partition.leader();
    json.writeStartObject();
    json.writeNumberField("partition", partition.partition());
    json.writeNumberField("leader", leader == null ? Node.noNode().id() : leader.id());
    json.writeArrayFieldStart("replicas");
    for (Node replica : partition.replicas()) {
      json.writeStartObject();
      json.writeNumberField("broker", replica.id());
      json.writeBooleanField("leader", replica.equals(leader));
      json.writeBooleanField("in_sync", partition.isr().contains(replica));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
