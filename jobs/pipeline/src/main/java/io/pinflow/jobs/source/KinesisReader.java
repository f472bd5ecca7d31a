package io.pinflow.jobs.source;

/** How records are got from a shard. */
enum KinesisReader {
  /** Asked for again and again; all readers of a shard share its throughput. */
  POLLING,

  /** Enhanced fan-out: pushed to a registered consumer with a throughput of its own. */
  EFO
}
