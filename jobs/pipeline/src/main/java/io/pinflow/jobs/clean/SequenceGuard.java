package io.pinflow.jobs.clean;

import io.pinflow.jobs.config.JobErrors;
import io.pinflow.jobs.source.KinesisPosition;
import io.pinflow.jobs.source.RecordPosition;
import java.util.HashMap;
import java.util.Map;

/**
 * Refuses records which share one sequence number, as those do that the Kinesis Producer Library
 * has aggregated: a ledger could not tell them apart, and would take the second half of an
 * aggregate for stored where a checkpoint fell between. Not thread-safe.
 */
final class SequenceGuard {

  /** The last sequence number by stream and shard. */
  private final Map<String, String> last = new HashMap<>();

  void check(RecordPosition position) {
    if (position instanceof KinesisPosition) {
      KinesisPosition kinesis = (KinesisPosition) position;
      String before = last.put(kinesis.stream() + '/' + kinesis.shard(), kinesis.sequence());
      if (kinesis.sequence().equals(before)) {
        throw JobErrors.sharedSequenceNumber(kinesis.uri(), kinesis.stream());
      }
    }
  }
}
