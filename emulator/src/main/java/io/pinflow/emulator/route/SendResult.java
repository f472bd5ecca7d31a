package io.pinflow.emulator.route;

import java.math.BigInteger;
import java.util.Objects;

/** What became of one record of a request. */
public sealed interface SendResult {

  /**
   * The receiving system has stored the record durably.
   *
   * @param partition the Kafka partition or Kinesis shard which holds it
   * @param position its Kafka offset or Kinesis sequence number
   */
  record Acknowledged(String partition, BigInteger position) implements SendResult {
    public Acknowledged {
      Objects.requireNonNull(partition, "partition");
      Objects.requireNonNull(position, "position");
    }
  }

  /**
   * The record may or may not have been stored; sending it again can succeed. A record sent again
   * after it was stored is there twice.
   */
  record Retriable(String reason) implements SendResult {}

  /** The record was refused; sending it again unchanged cannot succeed. */
  record Rejected(String reason) implements SendResult {}

  /**
   * The whole request was refused because of some of its records, so that each record alone may
   * succeed. For a request of a single record it means the same as {@link Rejected}.
   */
  record BatchRejected(String reason) implements SendResult {}
}
