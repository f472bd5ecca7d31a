package io.pinflow.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the launcher script as a user does, on what the build has just made, from a folder that is
 * not the project's.
 */
final class Launcher {

  private static final Path SCRIPT = Path.of("../../pinflow").toAbsolutePath().normalize();
  private static final long LIMIT_SECONDS = 120;

  private final Path folder;
  private final Path home;

  Launcher(Path folder, Path home) {
    this.folder = folder;
    this.home = home;
  }

  /** Runs a command to its end. */
  Result run(String... arguments) throws IOException, InterruptedException {
    return start(arguments).await();
  }

  /** Starts a command and returns at once. */
  Running start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--home", home.toString()));
    Path out = Files.createTempFile(folder, "command", ".out");
    Path err = Files.createTempFile(folder, "command", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("PINFLOW_SKIP_BUILD", "1");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return new Running(
        builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start(), out, err);
  }

  /** What a command printed and how it ended. */
  record Result(int exitCode, String out, String err) {}

  /** A command under way. */
  record Running(Process process, Path out, Path err) {

    Result await() throws IOException, InterruptedException {
      try {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
          throw new AssertionError("the command did not end: " + Files.readString(err));
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
      } finally {
        process.destroyForcibly();
      }
    }
  }
}
