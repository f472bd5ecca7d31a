package io.pinflow.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class PinflowTest {

  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "'', a command is missing",
    "fly, unmatched argument",
    "demo --events many, --events",
    "demo --events 0, --events: 0 is out of range",
    "demo --events 5 --from X, --from and --events exclude each other",
    "demo --from X, X",
    "demo --kafka-port 70000, --kafka-port: 70000 is out of range",
    "up --kafka-port x, --kafka-port",
    "status --home X, the stack of X is not up",
    "doctor --config X/none, --config: X/none is not a readable file",
    "submit Nope --home X, there is no job 'Nope'",
    "stop Nope --home X, there is no job 'Nope'",
    "stop CleanJob --home X, the stack of X is not up",
    "replay --to, --to",
    "replay --home X, the stack of X is not up",
    "redrive --since, --since",
    "redrive --home X, the stack of X is not up",
    "emulate --rate -1, --rate: -1.0 is out of range",
    "emulate --route pigeon, --route: pigeon is out of range; give one of rest-kafka",
    "emulate --retry-timeout -1, --retry-timeout: -1 is out of range",
    "emulate --kafka-config X, --kafka-config has no effect without --route kafka",
    "emulate --geo-table a:b, --geo-table has no effect without --database",
    "emulate --database jdbc:mysql://h/d --from X, --database and --from exclude each other",
    "emulate --database jdbc:mysql://h/d --seed 5, --seed has no effect without --events",
    "emulate --database jdbc:mysql://me:pw@h/d, leave user and password out of it",
    "emulate --database jdbc:mysql://h/d --pin-table p, --pin-table: p is out of range; give TABLE:KEY",
    "emulate --database jdbc:mysql://h/d --database-login X, Cannot read the credentials in X",
    "emulate --to nowhere --home X, --to: nowhere is out of range",
    "sql X/none.sql, X/none.sql is not a readable file",
    "maintain --home X, the stack of X is not up",
    "maintain --min-files many, --min-files",
    "maintain --vacuum --sort a, --sort has no effect without --compact",
    "maintain --compact --retention 7d, --retention has no effect without --vacuum",
    "schedule --date 2026-01-31, --date has no effect without --once",
    "schedule --once --date today, --date",
    "schedule --once --home X, the stack of X is not up",
    "explain, --kind",
    "explain --kind bird, --kind",
    "explain --kind pin X/none, X/none is not a readable file"
  })
  void badArgumentsGiveOneClearLineAndExitCode2(String arguments, String expected) {
    Path missing = folder.resolve("missing");
    int exitCode = run(arguments.replace("X", missing.toString()).trim().split(" +"));
    assertThat(err.toString())
        .startsWith("pinflow: ")
        .contains(expected.replace("X", missing.toString()));
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(exitCode).isEqualTo(2);
  }

  @Test
  void endingAStackThatNeverWasIsNoError() {
    assertThat(run("down", "--home", folder.resolve("none").toString())).isZero();
  }

  @Test
  void aHomeThatIsAFileIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(run("status", "--home", file.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("is not a folder");
  }

  @Test
  void everyCommandExplainsItself() {
    CommandLine line = Pinflow.commandLine();
    assertThat(line.getSubcommands().keySet())
        .containsExactly(
            "demo",
            "up",
            "status",
            "monitor",
            "doctor",
            "submit",
            "stop",
            "replay",
            "redrive",
            "emulate",
            "sql",
            "tables",
            "maintain",
            "schedule",
            "verify",
            "parity",
            "chaos",
            "bench",
            "down",
            "explain");
    line.getSubcommands()
        .forEach(
            (name, command) ->
                assertThat(command.getUsageMessage()).as(name).contains("Usage: pinflow " + name));
  }

  private int run(String... arguments) {
    String[] given = arguments.length == 1 && arguments[0].isEmpty() ? new String[0] : arguments;
    return Pinflow.commandLine().setErr(new PrintWriter(err)).execute(given);
  }
}
