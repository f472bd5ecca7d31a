package io.pinflow.jobs.clean;

import io.pinflow.delta.DeltaTableProgress;
import io.pinflow.delta.kernel.Position;
import io.pinflow.delta.kernel.SourceRange;
import io.pinflow.jobs.source.KafkaPosition;
import io.pinflow.jobs.source.KinesisPosition;
import io.pinflow.jobs.source.RecordPosition;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Which records a table had decided on when the job started, by its ledger. Not thread-safe. */
final class Coverage {

  private static final String KAFKA = "kafka://";
  private static final String KINESIS = "kinesis://";
  private static final long NOTHING = -1;

  /** The last offset of each partition. */
  private final Map<String, long[]> topics = new HashMap<>();

  /** The last sequence number by stream and shard. */
  private final Map<String, Position> shards = new HashMap<>();

  private Coverage() {}

  static Coverage of(DeltaTableProgress ledger) {
    Coverage coverage = new Coverage();
    for (SourceRange range : ledger.sources()) {
      String source = range.source();
      if (source.startsWith(KAFKA)) {
        int slash = source.lastIndexOf('/');
        coverage.addPartition(
            source.substring(KAFKA.length(), slash),
            Integer.parseInt(source.substring(slash + 1)),
            Long.parseLong(range.last().toString()));
      } else if (source.startsWith(KINESIS)) {
        coverage.shards.put(source.substring(KINESIS.length()), range.last());
      }
    }
    return coverage;
  }

  boolean covers(RecordPosition position) {
    if (position instanceof KafkaPosition) {
      KafkaPosition kafka = (KafkaPosition) position;
      long[] last = topics.get(kafka.stream());
      return last != null
          && kafka.partition() < last.length
          && kafka.offset() <= last[kafka.partition()];
    }
    if (shards.isEmpty()) {
      return false;
    }
    KinesisPosition kinesis = (KinesisPosition) position;
    Position last = shards.get(kinesis.stream() + '/' + kinesis.shard());
    return last != null && Position.of(kinesis.sequence()).compareTo(last) <= 0;
  }

  private void addPartition(String topic, int partition, long last) {
    long[] known = topics.getOrDefault(topic, new long[0]);
    long[] all = known;
    if (partition >= known.length) {
      all = Arrays.copyOf(known, partition + 1);
      Arrays.fill(all, known.length, all.length, NOTHING);
    }
    all[partition] = last;
    topics.put(topic, all);
  }
}
