package io.pinflow.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer.PartitionOffsetsRetriever;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartingOffsetsTest {

  private static final TopicPartition COMMITTED = new TopicPartition("topic", 0);
  private static final TopicPartition NEW = new TopicPartition("topic", 1);

  @Test
  void beginsAtTheEarliestRecordWhereTheGroupHasCommittedNothing() {
    assertThat(
            StartingOffsets.failing(StartPosition.TYPE.parse("committed"))
                .getPartitionOffsets(Set.of(COMMITTED, NEW), new OneCommit()))
        .containsOnly(
            Map.entry(COMMITTED, 7L), Map.entry(NEW, KafkaPartitionSplit.EARLIEST_OFFSET));
  }

  @ParameterizedTest
  @ValueSource(strings = {"earliest", "latest", "committed", "timestamp:2024-02-29T12:00:00Z"})
  void neverSkipsARecordThatIsLeft(String text) {
    StartPosition start = StartPosition.TYPE.parse(text);
    assertThat(StartingOffsets.failing(start).getAutoOffsetResetStrategy())
        .isEqualTo(OffsetResetStrategy.NONE);
    assertThat(StartingOffsets.goingOn(start).getAutoOffsetResetStrategy())
        .isEqualTo(OffsetResetStrategy.EARLIEST);
  }

  /** A group which has committed offset 7 of one partition. */
  private static final class OneCommit implements PartitionOffsetsRetriever {

    @Override
    public Map<TopicPartition, Long> committedOffsets(Collection<TopicPartition> partitions) {
      return Map.of(COMMITTED, 7L);
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
      throw new AssertionError("asked for the end of " + partitions);
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
      throw new AssertionError("asked for the beginning of " + partitions);
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> times) {
      throw new AssertionError("asked for " + times);
    }
  }
}
