package io.pinflow.acceptance;

import static org.awaitility.Awaitility.await;

import io.pinflow.testing.HttpGate;
import io.pinflow.testing.KafkaBroker;
import io.pinflow.testing.KinesisServer;
import io.pinflow.testing.RecordedRequest;
import io.pinflow.testing.S3Server;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/**
 * Kafka, Kinesis and S3, and a record of what each job asks of them: by Kafka's audit log, and by
 * gates before the other two. Jobs run one after another, and nobody else asks meanwhile.
 */
final class ObservedServers implements AutoCloseable {

  private static final String ID = "pinflow-dev";
  private static final String BUCKET = "pinflow-test";

  /** Its place in the bucket is that which the policies of deploy/aws are about. */
  private static final String ROOT = "pinflow";

  private static final Instant DAY = Instant.parse("2024-05-06T07:08:09Z");

  private final List<Closeable> open = new ArrayList<>();
  private final List<RecordedRequest> s3Requests = Collections.synchronizedList(new ArrayList<>());
  private final List<RecordedRequest> kinesisRequests =
      Collections.synchronizedList(new ArrayList<>());
  private final ObservedActions observed = new ObservedActions();

  private S3Server s3;
  private Bucket bucket;
  private KafkaBroker kafka;
  private KinesisServer kinesis;
  private HttpGate s3Gate;
  private HttpGate kinesisGate;
  private int auditedBefore;

  private ObservedServers() {}

  static ObservedServers start() throws IOException, ExecutionException, InterruptedException {
    ObservedServers servers = new ObservedServers();
    boolean started = false;
    try {
      servers.open();
      started = true;
      return servers;
    } finally {
      if (!started) {
        servers.close();
      }
    }
  }

  private void open() throws IOException, ExecutionException, InterruptedException {
    s3 = S3Server.start();
    open.add(0, s3::close);
    bucket = Bucket.create(s3, BUCKET);
    s3Gate = HttpGate.recording(s3.endpoint(), S3Actions::keepsBody, s3Requests::add);
    open.add(0, s3Gate);
    kinesis = KinesisServer.start();
    open.add(0, kinesis::close);
    kinesisGate = HttpGate.recording(kinesis.endpoint(), head -> true, kinesisRequests::add);
    open.add(0, kinesisGate);
    kafka = KafkaBroker.startAudited();
    open.add(0, kafka::close);
    createTopics();
    createStreams();
  }

  /** Flink's settings of where objects are kept. */
  Map<String, String> storage() {
    return Map.of(
        "s3.endpoint", s3Gate.endpoint().toString(),
        "s3.access-key", s3.accessKey(),
        "s3.secret-key", s3.secretKey());
  }

  /** Options of a job that reads everything, as deploy/aws gives them, and where Kinesis is. */
  Map<String, String> sources() {
    return new TreeMap<>(
        Map.of(
            "kafka-bootstrap-servers", kafka.bootstrapServers(),
            "kafka-topics", String.join(",", topics()),
            "kinesis-region", kinesis.region(),
            "kinesis-endpoint", kinesisGate.endpoint().toString(),
            "kinesis-streams", String.join(",", streams())));
  }

  String archiveRoot() {
    return "s3://" + BUCKET + '/' + ROOT;
  }

  String tableRoot() {
    return archiveRoot() + "/lake";
  }

  /** Where the objects below {@link #archiveRoot} lie on disk. */
  Path folder() {
    return bucket.folder().resolve(ROOT);
  }

  /** Puts an object below {@link #archiveRoot}, past the gate as everything that the test asks. */
  void put(String path, String content) {
    bucket.put(ROOT + '/' + path, content);
  }

  static String topic(String kind) {
    return ID + '.' + kind;
  }

  static String stream(String kind) {
    return "streaming-" + ID + '-' + kind;
  }

  private static List<String> topics() {
    return FewPosts.KINDS.stream().map(ObservedServers::topic).toList();
  }

  private static List<String> streams() {
    return FewPosts.KINDS.stream().map(ObservedServers::stream).toList();
  }

  /**
   * Notes what a run of a job asks for.
   *
   * @param run from before the job's start to after its end
   */
  <T> T observe(String job, Callable<T> run) throws Exception {
    auditedBefore = kafka.audit().size();
    s3Requests.clear();
    kinesisRequests.clear();
    T result = run.call();
    observed.add(job, KafkaActions.of(audit()));
    observed.add(job, KinesisActions.of(List.copyOf(kinesisRequests), streams()));
    for (RecordedRequest request : List.copyOf(s3Requests)) {
      observed.add(job, S3Actions.of(request));
    }
    return result;
  }

  /**
   * Whether the job that runs has committed offsets, which it does some time after a checkpoint.
   */
  boolean hasCommittedOffsets() {
    return audit().stream().anyMatch(line -> line.contains(" for request = OffsetCommit "));
  }

  /** Of the job that runs. */
  private List<String> audit() {
    List<String> audit = kafka.audit();
    return audit.subList(auditedBefore, audit.size());
  }

  ObservedActions observed() {
    return observed;
  }

  void send(FewPosts posts) throws ExecutionException, InterruptedException {
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(client(), bytes, bytes)) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (String kind : FewPosts.KINDS) {
        for (byte[] record : posts.of(kind, true)) {
          sent.add(producer.send(message(kind, record)));
        }
      }
      sent.add(producer.send(message("pin", FewPosts.BROKEN)));
      for (Future<RecordMetadata> one : sent) {
        RecordMetadata unused = one.get();
      }
    }
    try (KinesisClient client = kinesisClient()) {
      for (String kind : FewPosts.KINDS) {
        for (byte[] record : posts.of(kind, false)) {
          var unused =
              client.putRecord(
                  put ->
                      put.streamName(stream(kind))
                          .partitionKey("key")
                          .data(SdkBytes.fromByteArray(record)));
        }
      }
    }
  }

  /** All of one day, so that a table has a partition of several files whenever this runs. */
  private static ProducerRecord<byte[], byte[]> message(String kind, byte[] value) {
    return new ProducerRecord<>(topic(kind), null, DAY.toEpochMilli(), null, value);
  }

  private void createTopics() throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(client())) {
      Void unused =
          admin
              .createTopics(
                  topics().stream().map(topic -> new NewTopic(topic, 1, (short) 1)).toList())
              .all()
              .get();
      // With the first group the broker makes the topic in which it keeps all of them.
      var noOffsets = admin.listConsumerGroupOffsets("none").partitionsToOffsetAndMetadata().get();
      if (!noOffsets.isEmpty()) {
        throw new IllegalStateException("Somebody has committed offsets already: " + noOffsets);
      }
    }
  }

  private void createStreams() {
    try (KinesisClient client = kinesisClient()) {
      for (String stream : streams()) {
        var unused = client.createStream(create -> create.streamName(stream).shardCount(1));
      }
      for (String stream : streams()) {
        await(stream)
            .atMost(Duration.ofMinutes(1))
            .until(
                () ->
                    client
                            .describeStreamSummary(describe -> describe.streamName(stream))
                            .streamDescriptionSummary()
                            .streamStatus()
                        == StreamStatus.ACTIVE);
      }
    }
  }

  /**
   * One request at a time: a partition that is just being made can take the second of two and
   * refuse the first for ever (KAFKA-15591).
   */
  private Map<String, Object> client() {
    return Map.of(
        "bootstrap.servers", kafka.bootstrapServers(), "max.in.flight.requests.per.connection", 1);
  }

  private KinesisClient kinesisClient() {
    return KinesisClient.builder()
        .endpointOverride(kinesis.endpoint())
        .region(Region.of(kinesis.region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  @Override
  public void close() throws IOException {
    for (Closeable server : open) {
      server.close();
    }
  }
}
