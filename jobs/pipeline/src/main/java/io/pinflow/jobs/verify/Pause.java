package io.pinflow.jobs.verify;

import java.time.Duration;

/** Waits, where there is nothing to be told of. */
final class Pause {

  private Pause() {}

  static void of(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw VerifyErrors.interrupted();
    }
  }
}
