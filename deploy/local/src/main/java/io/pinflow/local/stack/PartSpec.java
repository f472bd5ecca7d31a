package io.pinflow.local.stack;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a part is run.
 *
 * @param command the program and its arguments
 * @param environment variables beside the inherited ones
 * @param ready asks the part with a real request whether it serves; returns null once it does, else
 *     what is missing
 * @param startLimit how long it may take to become ready
 */
record PartSpec(
    Part part,
    List<String> command,
    Map<String, String> environment,
    Probe ready,
    Duration startLimit) {

  /** A real request to a starting part. */
  interface Probe {
    /** Null once the part serves, else what is still missing. Exceptions count as "not yet". */
    String missing() throws Exception;
  }
}
