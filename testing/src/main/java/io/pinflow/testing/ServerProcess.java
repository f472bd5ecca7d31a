package io.pinflow.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One server's process: started with its output in a log file, watched until ready, then killed.
 */
final class ServerProcess {

  private static final long POLL_NANOS = Duration.ofMillis(50).toNanos();

  private final String name;
  private final Process process;
  private final Path log;
  private final long logStart;

  private ServerProcess(String name, Process process, Path log, long logStart) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.logStart = logStart;
  }

  static ServerProcess start(
      ServerFolder folder,
      String libraries,
      List<String> jvmOptions,
      List<String> properties,
      String mainClass,
      List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(properties);
    command.add("-cp");
    command.add(libraries + File.pathSeparator + ownLocation());
    command.add(BoundProcess.class.getName());
    command.add(mainClass);
    command.addAll(arguments);
    return start(folder, mainClass, command, Map.of());
  }

  /**
   * Starts a program that ends with its standard input.
   *
   * @param name for messages
   * @param environment beside this process's own
   */
  static ServerProcess start(
      ServerFolder folder, String name, List<String> command, Map<String, String> environment) {
    Path log = folder.log();
    try {
      long logStart = Files.exists(log) ? Files.size(log) : 0;
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(environment);
      return new ServerProcess(name, builder.start(), log, logStart);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name, e);
    }
  }

  /** Waits until the log shows the text. */
  void awaitLogLine(String text, Duration timeout) {
    await("its log shows '" + text + "'", timeout, () -> output().contains(text));
  }

  /** Waits until somebody accepts connections on the port. */
  void awaitPort(int port, Duration timeout) {
    await("it listens on port " + port, timeout, () -> accepts(port));
  }

  /** Waits for the process's own end. */
  void awaitSuccess(Duration timeout) {
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
        throw new IllegalStateException(name + " did not end within " + timeout + "\n" + output());
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + name, e);
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          name + " ended with status " + process.exitValue() + "\n" + output());
    }
  }

  /** Ends the process at once and waits until it is gone. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Waits for a condition. */
  void await(String condition, Duration timeout, BooleanSupplier reached) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!reached.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new IllegalStateException(
            name + " ended with status " + process.exitValue() + "\n" + output());
      }
      if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
        String seen = output();
        kill();
        throw new IllegalStateException(
            "waited " + timeout + " for " + name + " until " + condition + "\n" + seen);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private String output() {
    try {
      byte[] bytes = Files.readAllBytes(log);
      int start = (int) Math.min(logStart, bytes.length);
      return new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + log, e);
    }
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static Path ownLocation() {
    try {
      return Path.of(
          BoundProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the location of the test servers' classes is no path", e);
    }
  }
}
