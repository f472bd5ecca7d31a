package io.pinflow.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Tombstones, missing keys, JSON, text and binary, with and without headers, over many hours. */
final class AwkwardRecords {

  static final long LAST_HOUR_OF_A_LEAP_DAY = Instant.parse("2024-02-29T23:00:00Z").toEpochMilli();

  private AwkwardRecords() {}

  /** Records to the first two partitions of a topic, the same for the same seed. */
  static List<ProducerRecord<byte[], byte[]>> of(String topic, int count, long seed) {
    Random random = new Random(seed);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long time = LAST_HOUR_OF_A_LEAP_DAY + i * 10_000L;
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(topic, i % 2, time, payload(random), payload(random));
      for (int h = random.nextInt(3); h > 0; h--) {
        record.headers().add("h" + h, payload(random));
      }
      records.add(record);
    }
    return records;
  }

  private static byte[] payload(Random random) {
    switch (random.nextInt(5)) {
      case 0:
        return null;
      case 1:
        byte[] noise = new byte[random.nextInt(30)];
        random.nextBytes(noise);
        return noise;
      case 2:
        return "plain \"text\" é".getBytes(UTF_8);
      case 3:
        return "null".getBytes(UTF_8);
      default:
        return ("{\"ind\": " + random.nextInt() + ", \"x\":[1.50, \"é\\n\"]}").getBytes(UTF_8);
    }
  }
}
