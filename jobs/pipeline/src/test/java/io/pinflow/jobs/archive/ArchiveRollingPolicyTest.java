package io.pinflow.jobs.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.source.KafkaPosition;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RawRecords;
import io.pinflow.jobs.source.RecordHeader;
import java.io.IOException;
import java.util.List;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.junit.jupiter.api.Test;

class ArchiveRollingPolicyTest {

  private static final long MAX_BYTES = 1_000_000;

  private final ArchiveRollingPolicy policy = new ArchiveRollingPolicy(MAX_BYTES);
  private final Part part = new Part();

  @Test
  void looksAtTheSizeOncePerEightKibibytesNotPerRecord() throws IOException {
    for (int i = 0; i < 10_000; i++) {
      assertThat(policy.shouldRollOnEvent(part, record(100))).isFalse();
    }

    assertThat(part.looks).isBetween(120, 130);
  }

  @Test
  void endsAnObjectWithinEightKibibytesOfItsSize() throws IOException {
    long beyond = 0;
    while (!policy.shouldRollOnEvent(part, record(1000))) {
      part.size += 1000;
      beyond = part.size - MAX_BYTES;
    }

    assertThat(beyond).isBetween(0L, (long) ArchiveRollingPolicy.BYTES_PER_LOOK);
  }

  @Test
  void countsKeysAndHeadersToo() throws IOException {
    byte[] large = new byte[ArchiveRollingPolicy.BYTES_PER_LOOK];
    KafkaPosition position = new KafkaPosition("a.pin", 0, 0);
    assertThat(policy.shouldRollOnEvent(part, record(1))).isFalse();
    part.size = MAX_BYTES;

    assertThat(policy.shouldRollOnEvent(part, record(1))).isFalse();
    assertThat(policy.shouldRollOnEvent(part, new RawRecord(position, 0, large, List.of(), null)))
        .isTrue();
    assertThat(policy.shouldRollOnEvent(part, record(1))).isFalse();
    assertThat(
            policy.shouldRollOnEvent(
                part,
                new RawRecord(position, 0, null, List.of(new RecordHeader("h", large)), null)))
        .isTrue();
  }

  @Test
  void looksAtAnotherObjectAtOnce() throws IOException {
    Part full = new Part();
    full.size = MAX_BYTES;

    assertThat(policy.shouldRollOnEvent(part, record(1))).isFalse();
    assertThat(policy.shouldRollOnEvent(full, record(1))).isTrue();
    assertThat(policy.shouldRollOnEvent(part, record(1))).isFalse();
  }

  private static RawRecord record(int bytes) {
    return RawRecords.of("a.pin", 0, new byte[bytes]);
  }

  private static final class Part implements PartFileInfo<String> {

    private long size;
    private int looks;

    @Override
    public String getBucketId() {
      return "bucket";
    }

    @Override
    public long getCreationTime() {
      return 0;
    }

    @Override
    public long getSize() {
      looks++;
      return size;
    }

    @Override
    public long getLastUpdateTime() {
      return 0;
    }
  }
}
