package io.pinflow.benchmarks.latency;

import io.pinflow.emulator.generator.GeneratorConfig;
import io.pinflow.emulator.generator.PostGenerator;
import io.pinflow.emulator.source.PostRecord;
import io.pinflow.local.stack.Lake;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends records at a steady rate. Each counts from the moment it was due, so that a delay of the
 * producer itself is no advantage to the pipeline.
 */
final class SteadyProducer {

  private static final long SEED = 7;
  private static final int CATALOGUE = 500_000;

  private final String bootstrapServers;
  private final int recordsPerSecond;
  private final Produced produced;
  private final AtomicReference<Exception> failed = new AtomicReference<>();

  SteadyProducer(String bootstrapServers, int recordsPerSecond, Produced produced) {
    this.bootstrapServers = bootstrapServers;
    this.recordsPerSecond = recordsPerSecond;
    this.produced = produced;
  }

  /** Sends for so long, and returns when every record is acknowledged. */
  void run(Duration time) {
    PostGenerator generator = new PostGenerator(new GeneratorConfig(SEED, CATALOGUE));
    long records = time.toSeconds() * recordsPerSecond;
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                5),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      long start = System.nanoTime();
      long startMillis = System.currentTimeMillis();
      long sent = 0;
      for (long n = 0; sent < records; n++) {
        for (PostRecord record : generator.post(n).records()) {
          long dueNanos = sent++ * 1_000_000_000L / recordsPerSecond;
          for (long left = start + dueNanos - System.nanoTime();
              left > 0;
              left = start + dueNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
          }
          send(producer, record, (int) (n % Lake.PARTITIONS), startMillis + dueNanos / 1_000_000);
        }
      }
    }
    if (failed.get() != null) {
      throw new IllegalStateException("A record was not acknowledged", failed.get());
    }
  }

  private void send(
      Producer<byte[], byte[]> producer, PostRecord record, int partition, long dueMillis) {
    String topic = Lake.topic(record.kind().id());
    var unused =
        producer.send(
            new ProducerRecord<>(topic, partition, dueMillis, null, record.payload()),
            (metadata, failure) -> {
              if (failure != null) {
                failed.compareAndSet(null, failure);
              } else {
                produced.add(topic + '/' + partition, metadata.offset(), dueMillis);
              }
            });
  }
}
