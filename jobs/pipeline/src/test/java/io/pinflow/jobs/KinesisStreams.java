package io.pinflow.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.pinflow.jobs.source.KinesisPosition;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.testing.KinesisServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** Streams of a real Kinesis server. */
final class KinesisStreams implements RecordStreams {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int BATCH = 100;

  private final KinesisClient kinesis;
  private final URI endpoint;
  private final String region;
  private final List<String> streams = new ArrayList<>();
  private int sent;

  private KinesisStreams(KinesisClient kinesis, URI endpoint, String region) {
    this.kinesis = kinesis;
    this.endpoint = endpoint;
    this.region = region;
  }

  static KinesisStreams of(KinesisServer server) {
    return new KinesisStreams(client(server), server.endpoint(), server.region());
  }

  /** The same streams, which jobs are to read through another endpoint. */
  KinesisStreams through(URI otherEndpoint) {
    return new KinesisStreams(kinesis, otherEndpoint, region);
  }

  @Override
  public void create(String name, int shards) {
    kinesis.createStream(stream -> stream.streamName(name).shardCount(shards));
    awaitActive(name, shards);
    streams.add(name);
  }

  @Override
  public void resize(String name, int shards) {
    kinesis.updateShardCount(
        change ->
            change
                .streamName(name)
                .targetShardCount(shards)
                .scalingType(ScalingType.UNIFORM_SCALING));
    awaitActive(name, shards);
  }

  @Override
  public void send(String name, List<byte[]> values) {
    for (int from = 0; from < values.size(); from += BATCH) {
      List<PutRecordsRequestEntry> entries = new ArrayList<>();
      for (byte[] value : values.subList(from, Math.min(values.size(), from + BATCH))) {
        entries.add(
            PutRecordsRequestEntry.builder()
                .partitionKey("key-" + sent++)
                .data(SdkBytes.fromByteArray(value))
                .build());
      }
      PutRecordsResponse response =
          kinesis.putRecords(put -> put.streamName(name).records(entries));
      if (response.failedRecordCount() != 0) {
        throw new IllegalStateException("Not put: " + response);
      }
    }
  }

  /** Sends records as the Kinesis Producer Library aggregates them: as one of the service. */
  void sendAggregated(String name, List<byte[]> values) {
    kinesis.putRecord(
        put ->
            put.streamName(name)
                .partitionKey("aggregate")
                .data(SdkBytes.fromByteArray(Aggregate.of("aggregate", values))));
  }

  @Override
  public List<RawRecord> stored() {
    List<RawRecord> records = new ArrayList<>();
    for (String stream : streams) {
      for (Shard shard : kinesis.listShards(list -> list.streamName(stream)).shards()) {
        readShard(stream, shard.shardId(), records);
      }
    }
    return records;
  }

  @Override
  public List<String> settings(String... names) {
    return List.of(
        "--kinesis-region",
        region,
        "--kinesis-endpoint",
        endpoint.toString(),
        "--kinesis-streams",
        String.join(",", names),
        "--kinesis-properties",
        "flink.shard.discovery.intervalmillis=500");
  }

  /** The names of the registered consumers of a stream. */
  List<String> consumers(String name) {
    String arn =
        kinesis
            .describeStreamSummary(stream -> stream.streamName(name))
            .streamDescriptionSummary()
            .streamARN();
    List<String> names = new ArrayList<>();
    kinesis
        .listStreamConsumers(list -> list.streamARN(arn))
        .consumers()
        .forEach(consumer -> names.add(consumer.consumerName()));
    return names;
  }

  @Override
  public void close() {
    kinesis.close();
  }

  private void readShard(String stream, String shard, List<RawRecord> records) {
    String iterator =
        kinesis
            .getShardIterator(
                get ->
                    get.streamName(stream)
                        .shardId(shard)
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    while (iterator != null) {
      String position = iterator;
      GetRecordsResponse read = kinesis.getRecords(get -> get.shardIterator(position));
      for (Record record : read.records()) {
        records.add(
            new RawRecord(
                new KinesisPosition(stream, shard, record.sequenceNumber()),
                record.approximateArrivalTimestamp().toEpochMilli(),
                record.partitionKey().getBytes(UTF_8),
                List.of(),
                record.data().asByteArray()));
      }
      iterator = read.records().isEmpty() ? null : read.nextShardIterator();
    }
  }

  private void awaitActive(String name, int shards) {
    await(name)
        .atMost(TIMEOUT)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              StreamDescriptionSummary summary =
                  kinesis
                      .describeStreamSummary(stream -> stream.streamName(name))
                      .streamDescriptionSummary();
              return summary.streamStatus() == StreamStatus.ACTIVE
                  && summary.openShardCount() == shards;
            });
  }

  private static KinesisClient client(KinesisServer server) {
    return KinesisClient.builder()
        .endpointOverride(server.endpoint())
        .region(Region.of(server.region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }
}
