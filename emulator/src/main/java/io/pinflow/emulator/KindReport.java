package io.pinflow.emulator;

import java.util.List;

/**
 * What became of one kind's records. {@code sent = acknowledged + failed}: no record is without an
 * outcome.
 *
 * @param destination the topic or stream
 * @param sent records taken from the source
 * @param acknowledged records the receiving system confirmed to have stored, each counted once
 * @param failed records which were refused, or not confirmed within the retry timeout
 * @param retried deliveries beyond a record's first; a retried record may be stored twice
 * @param ranges the acknowledged positions, by partition
 */
public record KindReport(
    String destination,
    long sent,
    long acknowledged,
    long failed,
    long retried,
    List<PositionRange> ranges) {

  public KindReport {
    ranges = List.copyOf(ranges);
  }
}
