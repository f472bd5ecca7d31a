package io.pinflow.emulator;

import java.math.BigInteger;

/**
 * What one partition or shard acknowledged.
 *
 * @param partition the Kafka partition or Kinesis shard
 * @param first the lowest acknowledged offset or sequence number
 * @param last the highest one; other writers' records may lie between the two
 * @param records how many records were acknowledged
 */
public record PositionRange(String partition, BigInteger first, BigInteger last, long records) {

  PositionRange including(BigInteger position) {
    return new PositionRange(partition, first.min(position), last.max(position), records + 1);
  }
}
