package io.pinflow.benchmarks.stack;

import io.pinflow.emulator.generator.GeneratorConfig;
import io.pinflow.emulator.generator.PostGenerator;
import io.pinflow.emulator.source.PostRecord;
import io.pinflow.local.report.Progress;
import io.pinflow.local.stack.Lake;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Three topics of two partitions filled with the emulator's posts, the same at every call: up to a
 * million, as many are drawn, with replacement, as there are different ones, so that some four of
 * ten are repetitions.
 */
public final class PostTopics {

  public static final String PREFIX = Lake.topic("");

  private static final long SEED = 1;

  /** The generator holds what it knows of each in memory. */
  private static final int MOST_DIFFERENT = 1_000_000;

  private static final int LINGER_MILLIS = 20;
  private static final int BATCH_BYTES = 256 * 1024;

  private PostTopics() {}

  /** Fills the topics, which the stack has made. */
  public static void fill(String bootstrapServers, int posts, Progress progress) {
    Progress.Step step =
        progress.begin(String.format(Locale.ROOT, "filling the topics with %,d posts", posts));
    PostGenerator generator =
        new PostGenerator(new GeneratorConfig(SEED, Math.min(posts, MOST_DIFFERENT)));
    AtomicReference<Exception> failed = new AtomicReference<>();
    try (Producer<byte[], byte[]> producer = producer(bootstrapServers)) {
      for (int n = 0; n < posts; n++) {
        for (PostRecord record : generator.post(n).records()) {
          var unused =
              producer.send(
                  new ProducerRecord<>(
                      Lake.topic(record.kind().id()), n % Lake.PARTITIONS, null, record.payload()),
                  (metadata, failure) -> {
                    if (failure != null) {
                      failed.compareAndSet(null, failure);
                    }
                  });
        }
        step.update(String.format(Locale.ROOT, "%,d", n));
      }
    }
    if (failed.get() != null) {
      throw new IllegalStateException("The topics could not be filled", failed.get());
    }
    step.done("");
  }

  private static Producer<byte[], byte[]> producer(String bootstrapServers) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS,
            ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
