package io.pinflow.emulator;

import io.pinflow.emulator.source.PostSource;
import java.time.Duration;

/** Runs the emulator as fast as it can. */
final class TestRuns {

  static final EmulatorConfig FAST =
      new EmulatorConfig(
          0,
          10,
          100_000,
          Duration.ofMillis(20),
          4,
          Duration.ofSeconds(20),
          Duration.ofMillis(1),
          Duration.ofMillis(4));

  private TestRuns() {}

  static EmulatorReport run(EmulatorConfig config, PostSource source, ScriptedRoute route)
      throws InterruptedException {
    return Emulator.run(config, source, route, ProgressListener.NONE);
  }
}
