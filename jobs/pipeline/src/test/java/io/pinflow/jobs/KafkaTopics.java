package io.pinflow.jobs;

import io.pinflow.jobs.source.KafkaPosition;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RecordHeader;
import io.pinflow.testing.KafkaBroker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics of a real broker, and what was sent to them. */
final class KafkaTopics implements RecordStreams {

  private static final int PARTITIONS = 2;

  private final KafkaBroker broker;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<String, Integer> partitions = new HashMap<>();
  private final List<RawRecord> sent = new ArrayList<>();

  private KafkaTopics(KafkaBroker broker, Admin admin, KafkaProducer<byte[], byte[]> producer) {
    this.broker = broker;
    this.admin = admin;
    this.producer = producer;
  }

  static KafkaTopics of(KafkaBroker broker) {
    // One request at a time: a partition that is just being made can take the second of two and
    // refuse the first for ever (KAFKA-15591).
    Map<String, Object> client =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "max.in.flight.requests.per.connection",
            1);
    ByteArraySerializer bytes = new ByteArraySerializer();
    return new KafkaTopics(broker, Admin.create(client), new KafkaProducer<>(client, bytes, bytes));
  }

  /** Makes the topics, each of two partitions. */
  static KafkaTopics create(KafkaBroker broker, String... names)
      throws ExecutionException, InterruptedException {
    KafkaTopics topics = of(broker);
    for (String name : names) {
      topics.create(name, PARTITIONS);
    }
    return topics;
  }

  @Override
  public void create(String name, int parts) throws ExecutionException, InterruptedException {
    admin.createTopics(List.of(new NewTopic(name, parts, (short) 1))).all().get();
    partitions.put(name, parts);
  }

  /** Deletes the records of a partition before an offset, as the broker does by age. */
  void expire(String name, int partition, long before)
      throws ExecutionException, InterruptedException {
    admin
        .deleteRecords(
            Map.of(new TopicPartition(name, partition), RecordsToDelete.beforeOffset(before)))
        .all()
        .get();
  }

  @Override
  public void resize(String name, int parts) throws ExecutionException, InterruptedException {
    admin.createPartitions(Map.of(name, NewPartitions.increaseTo(parts))).all().get();
    partitions.put(name, parts);
  }

  /** Sends records, each to the partition which its place in the list says, and waits. */
  @Override
  public void send(String topic, List<byte[]> values)
      throws ExecutionException, InterruptedException {
    send(topic, values, i -> null);
  }

  /**
   * Sends records, each to the partition which its place in the list says, and waits.
   *
   * @param times the record time by the place in the list; null for the moment it is sent
   */
  void send(String topic, List<byte[]> values, IntFunction<Long> times)
      throws ExecutionException, InterruptedException {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      records.add(
          new ProducerRecord<>(
              topic, i % partitions.get(topic), times.apply(i), null, values.get(i)));
    }
    sendAll(records);
  }

  void sendAll(List<ProducerRecord<byte[], byte[]>> records)
      throws ExecutionException, InterruptedException {
    List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
    for (ProducerRecord<byte[], byte[]> record : records) {
      acknowledgements.add(producer.send(record));
    }
    producer.flush();
    for (int i = 0; i < records.size(); i++) {
      sent.add(asRead(records.get(i), acknowledgements.get(i).get()));
    }
  }

  /** Everything sent so far, as a source is to read it. */
  List<RawRecord> sent() {
    return sent;
  }

  @Override
  public List<RawRecord> stored() {
    return sent;
  }

  @Override
  public List<String> settings(String... names) {
    return List.of(
        "--kafka-bootstrap-servers",
        broker.bootstrapServers(),
        "--kafka-topics",
        String.join(",", names),
        "--kafka-group-id",
        names[0],
        "--kafka-properties",
        "partition.discovery.interval.ms=500");
  }

  /** Settings of a job which reads all there is in the topics, and ends. */
  static List<String> allOf(KafkaBroker broker, String... names) {
    return List.of(
        "--kafka-bootstrap-servers",
        broker.bootstrapServers(),
        "--kafka-topics",
        String.join(",", names),
        "--stop-position",
        "latest");
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }

  private static RawRecord asRead(
      ProducerRecord<byte[], byte[]> record, RecordMetadata acknowledged) {
    List<RecordHeader> headers = new ArrayList<>();
    record.headers().forEach(header -> headers.add(new RecordHeader(header.key(), header.value())));
    return new RawRecord(
        new KafkaPosition(record.topic(), acknowledged.partition(), acknowledged.offset()),
        acknowledged.timestamp(),
        record.key(),
        headers,
        record.value());
  }
}
