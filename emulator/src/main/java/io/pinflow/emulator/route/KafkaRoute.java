package io.pinflow.emulator.route;

import io.pinflow.emulator.error.EmulatorErrors;
import io.pinflow.emulator.producer.DeliveryGuarantee;
import io.pinflow.emulator.source.PostRecord;
import io.pinflow.schema.RecordKind;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes records to Kafka topics with Kafka's own client, any payload byte for byte and, as through
 * the REST proxy, without a key.
 *
 * <p>With the {@link DeliveryGuarantee}: a record counts as acknowledged when every in-sync replica
 * has it, and the client's own retries repeat none. Only a record whose delivery timed out may be
 * stored and still be told retriable.
 */
public final class KafkaRoute implements Route {

  private static final int DELIVERY_TIMEOUT_MILLIS = 30_000;
  private static final int REQUEST_TIMEOUT_MILLIS = 10_000;
  private static final int MAX_BLOCK_MILLIS = 10_000;
  private static final int LINGER_MILLIS = 5;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  /** Less than any topic's sensible limit: the client cannot split a smaller batch. */
  private static final int BATCH_BYTES = 64 * 1024;

  private final Producer<byte[], byte[]> producer;
  private final TopicNames topics;

  /** The client blocks while it looks for a topic, which the callers of a route must not. */
  private final ExecutorService sends;

  private KafkaRoute(Producer<byte[], byte[]> producer, TopicNames topics, ExecutorService sends) {
    this.producer = producer;
    this.topics = topics;
    this.sends = sends;
  }

  /**
   * Creates a route.
   *
   * @param clientSettings settings of Kafka's client beside those which the guarantee rests on,
   *     such as {@code security.protocol}
   * @throws io.pinflow.emulator.error.EmulatorException if the client refuses the settings
   */
  public static KafkaRoute create(
      String bootstrapServers, TopicNames topics, Map<String, String> clientSettings) {
    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            ProducerConfig.CLIENT_ID_CONFIG,
            "pinflow-emulator",
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            DELIVERY_TIMEOUT_MILLIS,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            REQUEST_TIMEOUT_MILLIS,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            MAX_BLOCK_MILLIS,
            ProducerConfig.LINGER_MS_CONFIG,
            LINGER_MILLIS,
            ProducerConfig.BATCH_SIZE_CONFIG,
            BATCH_BYTES));
    settings.putAll(clientSettings);
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.putAll(DeliveryGuarantee.SETTINGS);
    Producer<byte[], byte[]> producer;
    try {
      producer =
          new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    } catch (KafkaException e) {
      throw EmulatorErrors.brokerSettings(bootstrapServers, e);
    }
    ExecutorService sends =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "emulator-kafka");
              thread.setDaemon(true);
              return thread;
            });
    return new KafkaRoute(producer, topics, sends);
  }

  @Override
  public CompletableFuture<List<SendResult>> send(RecordKind kind, List<PostRecord> records) {
    Results results = new Results(records.size());
    sends.execute(() -> sendAll(topics.topic(kind), records, results));
    return results.all;
  }

  private void sendAll(String topic, List<PostRecord> records, Results results) {
    SendResult unavailable = null;
    for (int i = 0; i < records.size(); i++) {
      int place = i;
      if (unavailable != null) {
        // Each further record would block as long as the one before did.
        results.set(place, unavailable);
        continue;
      }
      try {
        var unused =
            producer.send(
                new ProducerRecord<>(topic, records.get(i).payload()),
                (metadata, failure) -> results.set(place, result(topic, metadata, failure)));
        unavailable = results.timeoutOf(place);
      } catch (KafkaException | IllegalStateException e) {
        results.set(place, result(topic, null, e));
        unavailable = e instanceof TimeoutException ? result(topic, null, e) : null;
      }
    }
  }

  private static SendResult result(String topic, RecordMetadata metadata, Exception failure) {
    if (failure == null) {
      return new SendResult.Acknowledged(
          Integer.toString(metadata.partition()), BigInteger.valueOf(metadata.offset()));
    }
    String reason =
        "topic " + topic + ": " + failure.getClass().getSimpleName() + " " + failure.getMessage();
    boolean lasting =
        failure instanceof RecordTooLargeException
            || failure instanceof RecordBatchTooLargeException
            || failure instanceof InvalidRecordException
            || failure instanceof InvalidTopicException
            || failure instanceof AuthenticationException
            || failure instanceof AuthorizationException;
    return lasting ? new SendResult.Rejected(reason) : new SendResult.Retriable(reason);
  }

  @Override
  public String destination(RecordKind kind) {
    return topics.topic(kind);
  }

  /** Ends what is under way after ten seconds. */
  @Override
  public void close() {
    sends.shutdownNow();
    producer.close(CLOSE_TIMEOUT);
  }

  /** The results of one call's records, filled in by any thread. */
  private static final class Results {
    private final CompletableFuture<List<SendResult>> all = new CompletableFuture<>();
    private final AtomicReferenceArray<SendResult> results;
    private final AtomicInteger left;

    Results(int records) {
      this.results = new AtomicReferenceArray<>(records);
      this.left = new AtomicInteger(records);
    }

    void set(int place, SendResult result) {
      if (results.compareAndSet(place, null, result) && left.decrementAndGet() == 0) {
        all.complete(IntStream.range(0, results.length()).mapToObj(results::get).toList());
      }
    }

    /** The result of a record which had to wait too long already. */
    SendResult timeoutOf(int place) {
      return results.get(place) instanceof SendResult.Retriable waited ? waited : null;
    }
  }
}
