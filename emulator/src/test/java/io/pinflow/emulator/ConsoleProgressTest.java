package io.pinflow.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, UTF_8);

  @Test
  void printsAPlainLineEveryFewSecondsWhereThereIsNoTerminal() {
    try (ConsoleProgress progress = new ConsoleProgress(out, false)) {
      progress.advanced(at(1, 100));
      progress.advanced(at(5, 500));
      progress.advanced(at(6, 600));
      progress.advanced(at(10, 1000));
    }

    assertThat(bytes.toString(UTF_8).lines())
        .containsExactly(
            "posted 500 of 3000 records (100/s), failed 1, sent again 2",
            "posted 1000 of 3000 records (100/s), failed 1, sent again 2");
  }

  @Test
  void drawsABarOnATerminal() {
    try (ConsoleProgress progress = new ConsoleProgress(out, true)) {
      progress.advanced(at(1, 1499));
    }

    assertThat(bytes.toString(UTF_8)).contains("posting").contains("50%").contains("1500/3000");
  }

  private static Progress at(int seconds, long acknowledged) {
    return new Progress(OptionalLong.of(3000), acknowledged, 1, 2, Duration.ofSeconds(seconds));
  }
}
