package io.pinflow.emulator.route;

/**
 * What the receiving system takes in one request.
 *
 * @param records the most records
 * @param bytes the most bytes of all records together, with what the route adds to each
 * @param bytesPerRecord the most a route adds to a record's payload, such as its partition key
 */
public record RequestLimits(int records, int bytes, int bytesPerRecord) {

  /** For routes whose requests the configuration alone bounds. */
  static final RequestLimits NONE = new RequestLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, 0);
}
