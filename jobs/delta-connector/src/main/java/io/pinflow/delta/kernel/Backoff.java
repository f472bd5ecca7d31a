package io.pinflow.delta.kernel;

import java.io.InterruptedIOException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses between attempts: doubling up to a bound, each a random part of it ("full jitter"), so
 * that writers which collided once do not collide again in step.
 */
public final class Backoff {

  private final long longestMillis;
  private long nextMillis;

  public Backoff(long firstMillis, long longestMillis) {
    this.nextMillis = firstMillis;
    this.longestMillis = longestMillis;
  }

  /**
   * @throws InterruptedIOException if the thread is interrupted, with the interrupt kept set
   */
  public void pause() throws InterruptedIOException {
    long millis = ThreadLocalRandom.current().nextLong(nextMillis / 2, nextMillis + 1);
    nextMillis = Math.min(nextMillis * 2, longestMillis);
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted between two attempts");
    }
  }
}
