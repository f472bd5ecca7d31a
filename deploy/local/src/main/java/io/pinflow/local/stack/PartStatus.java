package io.pinflow.local.stack;

import java.time.Duration;
import java.util.Optional;

/** Whether a part runs, and where it is reached. */
public record PartStatus(Part part, Optional<Long> pid, Optional<Duration> uptime, String address) {

  public boolean up() {
    return pid.isPresent();
  }
}
