package io.pinflow.jobs.tables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesCommandTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void printsNothingWhereThereIsNoTable(@TempDir Path lake) {
    assertThat(run("--table-root", lake.toString())).isZero();
    assertThat(out.toString(UTF_8)).isEmpty();
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void refusesToGuess() {
    assertThat(run()).isEqualTo(1);
    assertThat(run("--table-root")).isEqualTo(1);
    assertThat(run("--table-root", "lake")).isEqualTo(1);
    assertThat(run("--table-root", "/lake", "--verbose")).isEqualTo(1);
    assertThat(err.toString(UTF_8).lines())
        .hasSize(4)
        .anyMatch(line -> line.contains("'lake'") && line.contains("relative"))
        .anyMatch(line -> line.contains("'--verbose'"));
  }

  private int run(String... args) {
    return TablesCommand.run(
        args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }
}
