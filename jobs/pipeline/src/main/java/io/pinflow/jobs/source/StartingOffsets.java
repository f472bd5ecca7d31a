package io.pinflow.jobs.source;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Begins at a start position, and says what is to happen where the broker no longer has an offset
 * the source is to go on from. Flink's own initializers tie the two together: with {@code latest}
 * or a time, a restored job would in silence leave out even the records that are still there.
 */
final class StartingOffsets implements OffsetsInitializer {

  private static final long serialVersionUID = 1L;

  private final OffsetsInitializer start;
  private final OffsetResetStrategy reset;

  private StartingOffsets(StartPosition start, OffsetResetStrategy reset) {
    this.start = start.offsets();
    this.reset = reset;
  }

  /** Fails at an offset which the broker no longer has. */
  static StartingOffsets failing(StartPosition start) {
    return new StartingOffsets(start, OffsetResetStrategy.NONE);
  }

  /** Goes on at the earliest record that is left. */
  static StartingOffsets goingOn(StartPosition start) {
    return new StartingOffsets(start, OffsetResetStrategy.EARLIEST);
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    Map<TopicPartition, Long> offsets =
        new HashMap<>(start.getPartitionOffsets(partitions, retriever));
    // The consumer would take what the group has not committed for an offset that is gone.
    List<TopicPartition> committed =
        offsets.entrySet().stream()
            .filter(offset -> offset.getValue() == KafkaPartitionSplit.COMMITTED_OFFSET)
            .map(Map.Entry::getKey)
            .collect(Collectors.toList());
    if (!committed.isEmpty()) {
      committed.forEach(partition -> offsets.put(partition, KafkaPartitionSplit.EARLIEST_OFFSET));
      offsets.putAll(retriever.committedOffsets(committed));
    }
    return offsets;
  }

  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return reset;
  }
}
