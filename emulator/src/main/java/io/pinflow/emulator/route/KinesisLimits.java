package io.pinflow.emulator.route;

/** What Kinesis takes. */
final class KinesisLimits {

  /** 500 records and 5 MiB, keys included. */
  static final RequestLimits PUT_RECORDS =
      new RequestLimits(500, 5 * 1024 * 1024, PartitionKeys.MAX_BYTES);

  private KinesisLimits() {}
}
