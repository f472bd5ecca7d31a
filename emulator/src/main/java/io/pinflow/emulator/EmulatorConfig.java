package io.pinflow.emulator;

import io.pinflow.emulator.error.EmulatorErrors;
import java.time.Duration;

/**
 * How posts are sent.
 *
 * @param postsPerSecond the rate, or 0 for as fast as the route takes them
 * @param batchRecords the most records of one request
 * @param batchBytes the most payload bytes of one request; a single larger record travels alone
 * @param linger how long a record may wait for its request to fill; matters at low rates only
 * @param requestsInFlight the most requests under way at once. With 1, records of a kind arrive in
 *     the order of the source; with more, requests may overtake each other
 * @param retryTimeout for how long a record's delivery is tried before it counts as failed
 * @param retryBackoff the pause before the first retry; it doubles up to {@code maxRetryBackoff}
 */
public record EmulatorConfig(
    double postsPerSecond,
    int batchRecords,
    int batchBytes,
    Duration linger,
    int requestsInFlight,
    Duration retryTimeout,
    Duration retryBackoff,
    Duration maxRetryBackoff) {

  public EmulatorConfig {
    if (!(postsPerSecond >= 0) || Double.isInfinite(postsPerSecond)) {
      throw EmulatorErrors.invalidSetting(
          "rate", postsPerSecond, "give posts per second, or 0 for as fast as possible");
    }
    requirePositive("batch size", batchRecords);
    requirePositive("batch bytes", batchBytes);
    requirePositive("number of parallel requests", requestsInFlight);
    requireNotNegative("linger time", linger);
    requireNotNegative("retry timeout", retryTimeout);
    requireNotNegative("retry backoff", retryBackoff);
    requireNotNegative("largest retry backoff", maxRetryBackoff);
  }

  /** As fast as possible, 500 records a request, 4 requests at once, retrying for two minutes. */
  public static EmulatorConfig defaults() {
    return new EmulatorConfig(
        0,
        500,
        512 * 1024,
        Duration.ofMillis(50),
        4,
        Duration.ofMinutes(2),
        Duration.ofMillis(100),
        Duration.ofSeconds(5));
  }

  public EmulatorConfig withPostsPerSecond(double rate) {
    return new EmulatorConfig(
        rate,
        batchRecords,
        batchBytes,
        linger,
        requestsInFlight,
        retryTimeout,
        retryBackoff,
        maxRetryBackoff);
  }

  public EmulatorConfig withBatchRecords(int records) {
    return new EmulatorConfig(
        postsPerSecond,
        records,
        batchBytes,
        linger,
        requestsInFlight,
        retryTimeout,
        retryBackoff,
        maxRetryBackoff);
  }

  public EmulatorConfig withBatchBytes(int bytes) {
    return new EmulatorConfig(
        postsPerSecond,
        batchRecords,
        bytes,
        linger,
        requestsInFlight,
        retryTimeout,
        retryBackoff,
        maxRetryBackoff);
  }

  public EmulatorConfig withRequestsInFlight(int requests) {
    return new EmulatorConfig(
        postsPerSecond,
        batchRecords,
        batchBytes,
        linger,
        requests,
        retryTimeout,
        retryBackoff,
        maxRetryBackoff);
  }

  public EmulatorConfig withRetryTimeout(Duration timeout) {
    return new EmulatorConfig(
        postsPerSecond,
        batchRecords,
        batchBytes,
        linger,
        requestsInFlight,
        timeout,
        retryBackoff,
        maxRetryBackoff);
  }

  private static void requirePositive(String name, int value) {
    if (value <= 0) {
      throw EmulatorErrors.invalidSetting(name, value, "it must be at least 1");
    }
  }

  private static void requireNotNegative(String name, Duration value) {
    if (value.isNegative()) {
      throw EmulatorErrors.invalidSetting(name, value, "it must not be negative");
    }
  }
}
