package io.pinflow.emulator;

import io.pinflow.emulator.route.KinesisTarget;
import io.pinflow.testing.KinesisServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** Streams of a real Kinesis server: made for a test, and read to their ends. */
final class KinesisStreams implements AutoCloseable {

  private final KinesisServer server;
  private final KinesisClient client;

  KinesisStreams(KinesisServer server) {
    this.server = server;
    this.client =
        KinesisClient.builder()
            .endpointOverride(server.endpoint())
            .region(Region.of(server.region()))
            .credentialsProvider(target(server.endpoint()).credentials())
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  URI endpoint() {
    return server.endpoint();
  }

  KinesisClient client() {
    return client;
  }

  KinesisTarget target(URI endpoint) {
    return KinesisTarget.local(endpoint, server.region());
  }

  void create(String stream, int shards) {
    client.createStream(request -> request.streamName(stream).shardCount(shards));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> status(stream) == StreamStatus.ACTIVE);
  }

  private StreamStatus status(String stream) {
    return client
        .describeStreamSummary(request -> request.streamName(stream))
        .streamDescriptionSummary()
        .streamStatus();
  }

  /** Everything a stream holds now, shard by shard. */
  List<Record> read(String stream) {
    List<Record> records = new ArrayList<>();
    for (Shard shard : client.listShards(request -> request.streamName(stream)).shards()) {
      String iterator =
          client
              .getShardIterator(
                  request ->
                      request
                          .streamName(stream)
                          .shardId(shard.shardId())
                          .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .shardIterator();
      while (iterator != null) {
        String from = iterator;
        GetRecordsResponse page = client.getRecords(request -> request.shardIterator(from));
        records.addAll(page.records());
        boolean end = page.records().isEmpty() && page.millisBehindLatest() == 0;
        iterator = end ? null : page.nextShardIterator();
      }
    }
    return records;
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
