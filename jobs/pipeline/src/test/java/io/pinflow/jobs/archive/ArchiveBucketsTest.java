package io.pinflow.jobs.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.source.KafkaPosition;
import io.pinflow.jobs.source.KinesisPosition;
import io.pinflow.jobs.source.RawRecord;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchiveBucketsTest {

  private final ArchiveBuckets buckets = new ArchiveBuckets();

  @Test
  void namesTheFolderByTopicAndUtcHourOfTheRecord() {
    assertThat(bucket("a.pin", Instant.parse("2024-03-10T02:59:59.999Z").toEpochMilli()))
        .isEqualTo("topics/a.pin/dt=2024-03-10/hour=02");
    assertThat(bucket("a.pin", Instant.parse("2024-03-10T03:00:00Z").toEpochMilli()))
        .isEqualTo("topics/a.pin/dt=2024-03-10/hour=03");
    assertThat(bucket("a.geo", Instant.parse("2024-03-10T03:00:00Z").toEpochMilli()))
        .isEqualTo("topics/a.geo/dt=2024-03-10/hour=03");
    assertThat(bucket("a.pin", Instant.EPOCH.toEpochMilli()))
        .isEqualTo("topics/a.pin/dt=1970-01-01/hour=00");
  }

  @Test
  void keepsAStreamApartFromATopicOfTheSameName() {
    long time = Instant.parse("2024-03-10T03:00:00Z").toEpochMilli();

    assertThat(bucket("a", time)).isEqualTo("topics/a/dt=2024-03-10/hour=03");
    assertThat(
            buckets.getBucketId(
                new RawRecord(new KinesisPosition("a", "s", "1"), time, null, List.of(), null),
                null))
        .isEqualTo("streams/a/dt=2024-03-10/hour=03");
  }

  @Test
  void hasAFolderForTimesBeforeTheEpochAndForImpossibleOnes() {
    assertThat(bucket("a.pin", -1)).isEqualTo("topics/a.pin/dt=1969-12-31/hour=23");
    assertThat(bucket("a.pin", Long.MAX_VALUE)).isEqualTo("topics/a.pin/dt=9999-12-31/hour=23");
  }

  private String bucket(String topic, long timestamp) {
    return buckets.getBucketId(
        new RawRecord(new KafkaPosition(topic, 0, 0), timestamp, null, List.of(), null), null);
  }
}
