package io.pinflow.jobs;

import io.pinflow.jobs.source.KafkaPosition;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RecordHeader;
import io.pinflow.testing.KafkaBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics of a real broker, and what was sent to them. */
final class KafkaTopics implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;
  private final List<RawRecord> sent = new ArrayList<>();

  private KafkaTopics(KafkaProducer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /** Makes the topics, each of two partitions. */
  static KafkaTopics create(KafkaBroker broker, String... names)
      throws ExecutionException, InterruptedException {
    Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (Admin admin = Admin.create(client)) {
      admin
          .createTopics(
              List.of(names).stream()
                  .map(name -> new NewTopic(name, 2, (short) 1))
                  .collect(Collectors.toList()))
          .all()
          .get();
    }
    ByteArraySerializer bytes = new ByteArraySerializer();
    return new KafkaTopics(new KafkaProducer<>(client, bytes, bytes));
  }

  /** Sends records, each to the partition which its place in the list says, and waits. */
  void send(String topic, List<byte[]> values) throws ExecutionException, InterruptedException {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      records.add(new ProducerRecord<>(topic, i % 2, null, values.get(i)));
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
  public void close() {
    producer.close();
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
