package io.pinflow.local.stack;

import io.pinflow.local.report.LocalErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A helper process which ends by itself: its output is the result, its errors go to a log. */
public final class ShortProcess {

  private final Path log;
  private final String name;

  public ShortProcess(Home home, String name) {
    this.name = name;
    this.log = home.logs().resolve(name + ".log");
  }

  /** Runs it to its end and gives what it printed; fails unless it exits with 0. */
  public String run(List<String> command, Map<String, String> environment) {
    Process process = null;
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
      builder.environment().putAll(environment);
      process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exitCode = process.waitFor();
      if (exitCode != 0) {
        throw LocalErrors.processFailed(name, exitCode, LogTail.problem(log), log);
      }
      return output;
    } catch (IOException e) {
      throw LocalErrors.io("running " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LocalErrors.interrupted("running " + name);
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }
}
