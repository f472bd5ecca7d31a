package io.pinflow.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;

/**
 * Stands in for the gateway's {@code PUT /streams/<stream>/records} alone: passes its records on to
 * a real Kinesis server and answers with that one's words.
 */
final class GatewayStandIn implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final KinesisClient kinesis;
  private final HttpServer server;

  private GatewayStandIn(KinesisClient kinesis, HttpServer server) {
    this.kinesis = kinesis;
    this.server = server;
  }

  static GatewayStandIn of(KinesisClient kinesis) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      GatewayStandIn gateway = new GatewayStandIn(kinesis, server);
      server.createContext("/streams/", gateway::handle);
      server.start();
      return gateway;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    String stream = exchange.getRequestURI().getPath().split("/")[2];
    List<PutRecordsRequestEntry> entries = new ArrayList<>();
    for (JsonNode record : JSON.readTree(exchange.getRequestBody()).get("records")) {
      JsonNode data = record.get("data");
      entries.add(
          PutRecordsRequestEntry.builder()
              .data(SdkBytes.fromUtf8String(data.isTextual() ? data.textValue() : data.toString()))
              .partitionKey(record.get("partition-key").textValue())
              .build());
    }
    try {
      PutRecordsResponse response =
          kinesis.putRecords(request -> request.streamName(stream).records(entries));
      ObjectNode answer = JSON.createObjectNode();
      answer.put("FailedRecordCount", response.failedRecordCount());
      ArrayNode records = answer.putArray("Records");
      response
          .records()
          .forEach(
              result ->
                  records
                      .addObject()
                      .put("SequenceNumber", result.sequenceNumber())
                      .put("ShardId", result.shardId()));
      respond(exchange, 200, answer);
    } catch (KinesisException e) {
      respond(
          exchange,
          e.statusCode(),
          JSON.createObjectNode()
              .put("__type", e.awsErrorDetails().errorCode())
              .put("message", e.awsErrorDetails().errorMessage()));
    }
  }

  private static void respond(HttpExchange exchange, int status, JsonNode answer)
      throws IOException {
    byte[] body = answer.toString().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
