package io.pinflow.local.stack;

import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** What the stack asks the Kinesis server itself. */
final class Streams implements AutoCloseable {

  private final KinesisClient client;

  private Streams(KinesisClient client) {
    this.client = client;
  }

  /** The server takes any credentials, but some there must be. */
  static Streams at(String endpoint) {
    return new Streams(
        KinesisClient.builder()
            .endpointOverride(URI.create(endpoint))
            .region(Region.of(Lake.REGION))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("pinflow", "pinflow")))
            .httpClient(UrlConnectionHttpClient.create())
            .build());
  }

  /** Creates the streams that are missing. */
  void create(List<String> names, int shards) {
    List<String> present = client.listStreams().streamNames();
    for (String name : names) {
      if (!present.contains(name)) {
        try {
          var unused = client.createStream(request -> request.streamName(name).shardCount(shards));
        } catch (ResourceInUseException e) {
          // Somebody else has created it meanwhile.
        }
      }
    }
  }

  /** One of the streams that cannot be used yet, if any. */
  Optional<String> notActive(List<String> names) {
    return names.stream()
        .filter(
            name ->
                client
                        .describeStreamSummary(request -> request.streamName(name))
                        .streamDescriptionSummary()
                        .streamStatus()
                    != StreamStatus.ACTIVE)
        .findFirst();
  }

  List<String> shards(String stream) {
    return client.listShards(request -> request.streamName(stream)).shards().stream()
        .map(Shard::shardId)
        .toList();
  }

  /** An iterator from the shard's oldest record on. */
  String start(String stream, String shard) {
    return client
        .getShardIterator(
            request ->
                request
                    .streamName(stream)
                    .shardId(shard)
                    .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
        .shardIterator();
  }

  Batch read(String iterator) {
    GetRecordsResponse answer = client.getRecords(request -> request.shardIterator(iterator));
    List<BigInteger> sequences =
        answer.records().stream().map(record -> new BigInteger(record.sequenceNumber())).toList();
    boolean more = !sequences.isEmpty() || answer.millisBehindLatest() > 0;
    return new Batch(sequences, more, answer.nextShardIterator());
  }

  /**
   * Some records of a shard.
   *
   * @param more whether the shard may hold more at this moment
   * @param next the iterator to go on with, or null at the end of a closed shard
   */
  record Batch(List<BigInteger> sequences, boolean more, String next) {}

  @Override
  public void close() {
    client.close();
  }
}
