package io.pinflow.emulator.gateway;

import io.pinflow.emulator.error.EmulatorErrors;
import io.pinflow.emulator.producer.DeliveryGuarantee;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Produces records with the {@link DeliveryGuarantee}: the producer's own retries neither lose nor
 * repeat a record. Thread-safe.
 */
final class RecordProducer implements AutoCloseable {

  /**
   * Less than any topic's sensible {@code max.message.bytes}: the client cannot split a batch which
   * the broker refuses as too large when it is smaller than this.
   */
  private static final int BATCH_BYTES = 64 * 1024;

  /** What the client adds to a record at most; the size of a request is the gateway's to limit. */
  private static final int RECORD_OVERHEAD_BYTES = 4096;

  private static final int LINGER_MILLIS = 1;

  private final Producer<byte[], byte[]> producer;
  private final Duration closeTimeout;

  private RecordProducer(Producer<byte[], byte[]> producer, Duration closeTimeout) {
    this.producer = producer;
    this.closeTimeout = closeTimeout;
  }

  /** What became of a record: its place, or the failure. */
  record Outcome(int partition, long offset, Exception failure) {

    boolean failed() {
      return failure != null;
    }

    static Outcome of(RecordMetadata metadata, Exception failure) {
      return failure == null
          ? new Outcome(metadata.partition(), metadata.offset(), null)
          : new Outcome(-1, -1, failure);
    }
  }

  static RecordProducer create(GatewayConfig config) {
    int timeout = Math.toIntExact(config.brokerTimeout().toMillis());
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            config.bootstrapServers(),
            ProducerConfig.CLIENT_ID_CONFIG,
            "pinflow-gateway",
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            timeout,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            timeout - LINGER_MILLIS,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            timeout,
            ProducerConfig.LINGER_MS_CONFIG,
            LINGER_MILLIS,
            ProducerConfig.BATCH_SIZE_CONFIG,
            BATCH_BYTES,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            config.maxRequestBytes() + RECORD_OVERHEAD_BYTES));
    properties.putAll(DeliveryGuarantee.SETTINGS);
    try {
      return new RecordProducer(
          new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()),
          config.brokerTimeout());
    } catch (KafkaException e) {
      throw EmulatorErrors.brokerSettings(config.bootstrapServers(), e);
    }
  }

  /**
   * Produces records in their order and completes when each has its outcome; it never fails. Takes
   * at most the time to make room for one record, and the delivery timeout.
   */
  CompletableFuture<List<Outcome>> produce(String topic, List<ProduceRecord> records) {
    Outcomes outcomes = new Outcomes(records.size());
    Exception unavailable = null;
    for (int i = 0; i < records.size(); i++) {
      if (unavailable == null) {
        send(topic, records.get(i), i, outcomes);
        unavailable = outcomes.timeoutOf(i);
      } else {
        // Each further record would block as long as the one before did.
        outcomes.set(i, Outcome.of(null, unavailable));
      }
    }
    return outcomes.all;
  }

  private void send(String topic, ProduceRecord record, int place, Outcomes outcomes) {
    try {
      var unused =
          producer.send(
              new ProducerRecord<>(topic, record.partition(), record.key(), record.value()),
              (metadata, failure) -> outcomes.set(place, Outcome.of(metadata, failure)));
    } catch (KafkaException | IllegalStateException e) {
      outcomes.set(place, Outcome.of(null, e));
    }
  }

  @Override
  public void close() {
    producer.close(closeTimeout);
  }

  /** The outcomes of one request's records, filled in by any thread. */
  private static final class Outcomes {
    private final CompletableFuture<List<Outcome>> all = new CompletableFuture<>();
    private final AtomicReferenceArray<Outcome> outcomes;
    private final AtomicInteger left;

    Outcomes(int records) {
      this.outcomes = new AtomicReferenceArray<>(records);
      this.left = new AtomicInteger(records);
    }

    void set(int place, Outcome outcome) {
      outcomes.set(place, outcome);
      if (left.decrementAndGet() == 0) {
        all.complete(IntStream.range(0, outcomes.length()).mapToObj(outcomes::get).toList());
      }
    }

    /** The failure of a record which had to wait too long already. */
    Exception timeoutOf(int place) {
      Outcome outcome = outcomes.get(place);
      return outcome != null && outcome.failure() instanceof TimeoutException
          ? outcome.failure()
          : null;
    }
  }
}
