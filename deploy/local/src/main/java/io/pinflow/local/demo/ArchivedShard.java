package io.pinflow.local.demo;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;

/** Which sequence numbers of one shard the archive holds. Not thread-safe. */
final class ArchivedShard {

  private final Set<BigInteger> sequences = new HashSet<>();
  private long lines;

  void add(BigInteger sequence) {
    sequences.add(sequence);
    lines++;
  }

  long lines() {
    return lines;
  }

  /** How many lines repeat a sequence number that is there already. */
  long repeated() {
    return lines - sequences.size();
  }

  /** How many of the shard's records are not there. */
  long missing(Set<BigInteger> present) {
    return present.stream().filter(sequence -> !sequences.contains(sequence)).count();
  }

  /** How many are there which the shard no longer holds: Kinesis keeps records for a day. */
  long outlived(Set<BigInteger> present) {
    return sequences.stream().filter(sequence -> !present.contains(sequence)).count();
  }
}
