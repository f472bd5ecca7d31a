package io.pinflow.emulator.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinflow.emulator.gateway.RecordProducer.Outcome;
import io.pinflow.emulator.gateway.exchange.GatewayRequest;
import io.pinflow.emulator.gateway.exchange.GatewayResponse;
import io.pinflow.emulator.gateway.exchange.Operation;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /topics/{topic}}.
 *
 * <p>The answer comes when every record has its outcome. Where some were stored and some not, the
 * status is 200 and each failed record carries its error code; where none was stored, the whole
 * request failed and its status says so.
 */
final class ProduceOperation implements Operation {

  private static final Logger LOG = LoggerFactory.getLogger(ProduceOperation.class);

  private final TopicDirectory topics;
  private final RecordProducer producer;
  private final ProduceRequestParser parser = new ProduceRequestParser();

  ProduceOperation(TopicDirectory topics, RecordProducer producer) {
    this.topics = topics;
    this.producer = producer;
  }

  @Override
  public CompletableFuture<GatewayResponse> handle(GatewayRequest request) {
    List<ProduceRecord> records =
        parser.parse(request.body(), MediaTypes.embeddedFormat(request.contentType()));
    String topic = request.pathParameter(RouteTable.TOPIC);
    requirePartitions(topic, records);
    return producer.produce(topic, records).thenApply(outcomes -> response(topic, outcomes));
  }

  private void requirePartitions(String topic, List<ProduceRecord> records) {
    int partitions = topics.partitions(topic);
    for (ProduceRecord record : records) {
      if (record.partition() != null && !isPartition(record.partition(), partitions)) {
        partitions = topics.currentPartitions(topic);
        if (!isPartition(record.partition(), partitions)) {
          throw GatewayErrors.partitionNotFound(topic, record.partition(), partitions);
        }
      }
    }
  }

  private static boolean isPartition(int partition, int partitions) {
    return partition >= 0 && partition < partitions;
  }

  private GatewayResponse response(String topic, List<Outcome> outcomes) {
    List<Outcome> failures = outcomes.stream().filter(Outcome::failed).toList();
    if (!failures.isEmpty()) {
      topics.forget(topic);
      LOG.warn(
          "{} of {} records for topic {} were not acknowledged: {}",
          failures.size(),
          outcomes.size(),
          topic,
          failures.get(0).failure().toString());
    }
    if (failures.size() == outcomes.size()) {
      throw GatewayErrors.kafka(failures.get(0).failure());
    }
    return ResponseJson.ok(ResponseJson.write(json -> write(json, outcomes)));
  }

  private static void write(JsonGenerator json, List<Outcome> outcomes) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("offsets");
    for (Outcome outcome : outcomes) {
      json.writeStartObject();
      if (outcome.failed()) {
        json.writeNullField("partition");
        json.writeNullField("offset");
        json.writeNumberField("error_code", GatewayErrors.kafkaErrorCode(outcome.failure()));
        json.writeStringField("error", outcome.failure().getMessage());
      } else {
        json.writeNumberField("partition", outcome.partition());
        json.writeNumberField("offset", outcome.offset());
        json.writeNullField("error_code");
        json.writeNullField("error");
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNullField("key_schema_id");
    json.writeNullField("value_schema_id");
    json.writeEndObject();
  }
}
