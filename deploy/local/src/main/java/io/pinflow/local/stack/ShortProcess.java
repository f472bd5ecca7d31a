package io.pinflow.local.stack;

import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.report.LocalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A helper process which ends by itself: its output is the result, its errors go to a log. */
public final class ShortProcess {

  private final Path log;
  private final String name;

  public ShortProcess(Home home, String name) {
    this.name = name;
    this.log = home.logs().resolve(name + ".log");
  }

  /** How it ended, and what it printed. */
  public record Result(int exitCode, String output) {}

  /**
   * Runs it to its end and gives what it printed; fails unless it exits with 0. With 2 it says that
   * the request cannot be met.
   */
  public String run(List<String> command, Map<String, String> environment) {
    return run(command, environment, Set.of(0)).output();
  }

  /** As {@link #run(List, Map)}, for one which has other answers than success, too. */
  Result run(List<String> command, Map<String, String> environment, Set<Integer> answers) {
    Process process = null;
    Path output = null;
    try {
      output = Files.createTempFile(log.getParent(), name, ".out");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectError(log.toFile()).redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      process = builder.start();
      process.getOutputStream().close();
      // Waiting can be interrupted, reading a pipe could not: the process must not outlive this
      // one.
      int exitCode = process.waitFor();
      if (exitCode == LocalException.USAGE) {
        throw LocalErrors.impossible(name, lastLine(output));
      }
      if (!answers.contains(exitCode)) {
        throw LocalErrors.processFailed(name, exitCode, LogTail.problem(log), log);
      }
      return new Result(exitCode, Files.readString(output));
    } catch (IOException e) {
      throw LocalErrors.io("running " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LocalErrors.interrupted("running " + name);
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
      delete(output);
    }
  }

  /** Such a process says there why it refuses. */
  private static String lastLine(Path output) throws IOException {
    List<String> lines = Files.readAllLines(output);
    return lines.isEmpty() ? "no reason given" : lines.get(lines.size() - 1);
  }

  private void delete(Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw LocalErrors.io("deleting " + file, e);
    }
  }
}
