package io.pinflow.emulator.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.pinflow.testing.KinesisServer;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** Kinesis as the AWS SDK sees it, behind the gateway's back. */
final class KinesisStreams implements AutoCloseable {

  private final KinesisClient client;

  KinesisStreams(KinesisServer server) {
    this.client =
        KinesisClient.builder()
            .endpointOverride(server.endpoint())
            .region(Region.of(server.region()))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  KinesisClient client() {
    return client;
  }

  /** Creates a stream of one shard and a new name, and waits until it takes records. */
  String create() {
    String name = "stream-" + UUID.randomUUID();
    var unused = client.createStream(request -> request.streamName(name).shardCount(1));
    awaitActive(name);
    return name;
  }

  void awaitActive(String stream) {
    await()
        .until(
            () ->
                client
                        .describeStreamSummary(request -> request.streamName(stream))
                        .streamDescriptionSummary()
                        .streamStatus()
                    == StreamStatus.ACTIVE);
  }

  /** All records of a stream of one shard. */
  List<Record> records(String stream) {
    String shard =
        client.listShards(request -> request.streamName(stream)).shards().get(0).shardId();
    String iterator =
        client
            .getShardIterator(
                request ->
                    request
                        .streamName(stream)
                        .shardId(shard)
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    return client.getRecords(request -> request.shardIterator(iterator)).records();
  }

  /** The records' data as text. */
  List<String> data(String stream) {
    return records(stream).stream().map(record -> record.data().asString(UTF_8)).toList();
  }

  @Override
  public void close() {
    client.close();
  }
}
