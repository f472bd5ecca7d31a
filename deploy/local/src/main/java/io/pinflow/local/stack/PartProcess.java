package io.pinflow.local.stack;

import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.report.RestCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The process of one part, known through a file in the home, so that any later command finds and
 * ends it.
 */
final class PartProcess {

  private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
  private static final Duration PROBE_PAUSE = Duration.ofMillis(150);

  private final Home home;
  private final Part part;

  PartProcess(Home home, Part part) {
    this.home = home;
    this.part = part;
  }

  Optional<ProcessHandle> find() {
    try {
      return ProcessIdentity.read(file()).flatMap(ProcessIdentity::find);
    } catch (IOException e) {
      throw LocalErrors.io("reading " + file(), e);
    }
  }

  Optional<Duration> uptime() {
    return find()
        .flatMap(handle -> handle.info().startInstant())
        .map(start -> Duration.between(start, Instant.now()));
  }

  /**
   * Starts the process and returns at once. Its output goes to the part's log, of which the last
   * run's is kept.
   */
  ProcessHandle start(PartSpec spec) {
    Path log = home.log(part);
    try {
      if (Files.exists(log)) {
        Files.move(
            log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
      }
      ProcessBuilder builder = new ProcessBuilder(detached(spec.command()));
      builder.directory(home.root().toFile());
      builder.environment().putAll(spec.environment());
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      Process process = builder.start();
      process.getOutputStream().close();
      ProcessIdentity.of(process.toHandle()).write(file());
      return process.toHandle();
    } catch (IOException e) {
      throw LocalErrors.io("starting " + part.label(), e);
    }
  }

  /**
   * Ctrl-C goes to every process of the terminal's group. The parts ignore it, and the terminal's
   * closing, so that the command which started them can end them in order. The shell replaces
   * itself, so the id stays that of the part.
   */
  private static List<String> detached(List<String> command) {
    List<String> shell =
        new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "pinflow"));
    shell.addAll(command);
    return shell;
  }

  void awaitReady(ProcessHandle process, PartSpec spec) {
    long deadline = System.nanoTime() + spec.startLimit().toNanos();
    String missing = missing(spec);
    while (missing != null) {
      if (!process.isAlive()) {
        throw LocalErrors.partStopped(
            part.label(), LogTail.problem(home.log(part)), home.log(part));
      }
      if (System.nanoTime() > deadline) {
        throw LocalErrors.partNotReady(part.label(), spec.startLimit(), missing, home.log(part));
      }
      RestCall.pause(PROBE_PAUSE, "starting " + part.label());
      missing = missing(spec);
    }
  }

  private static String missing(PartSpec spec) {
    try {
      return spec.ready().missing();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LocalErrors.interrupted("starting " + spec.part().label());
    } catch (Exception notYet) {
      return LocalErrors.reason(notYet);
    }
  }

  /**
   * Asks the processes to end, all of them at once, ends by force those which still run after the
   * limit, and forgets them. Does nothing to one that is not running.
   */
  static void stopAll(List<PartProcess> processes, Duration graceful) {
    List<Runnable> ends = processes.stream().map(process -> process.askToEnd(graceful)).toList();
    ends.forEach(Runnable::run);
  }

  /** As {@link #stopAll}, for one. */
  void stop(Duration graceful) {
    stopAll(List.of(this), graceful);
  }

  /** Returns what waits for the end. */
  private Runnable askToEnd(Duration graceful) {
    Optional<ProcessHandle> running = find();
    if (running.isEmpty()) {
      return this::forget;
    }
    ProcessHandle handle = running.get();
    List<ProcessHandle> family;
    try (Stream<ProcessHandle> children = handle.descendants()) {
      family = children.toList();
    }
    handle.destroy();
    return () -> {
      awaitEnd(handle, family, graceful);
      forget();
    };
  }

  private void awaitEnd(ProcessHandle handle, List<ProcessHandle> family, Duration graceful) {
    if (!ended(handle, graceful)) {
      handle.destroyForcibly();
      family.forEach(ProcessHandle::destroyForcibly);
      if (!ended(handle, KILL_LIMIT)) {
        throw LocalErrors.stillRunning(part.label() + " (pid " + handle.pid() + ")");
      }
    }
  }

  /** Ends the process without asking it, and forgets it. Does nothing where it is not running. */
  void kill() {
    find()
        .ifPresent(
            handle -> {
              handle.destroyForcibly();
              if (!ended(handle, KILL_LIMIT)) {
                throw LocalErrors.stillRunning(part.label() + " (pid " + handle.pid() + ")");
              }
            });
    forget();
  }

  private static boolean ended(ProcessHandle handle, Duration limit) {
    try {
      handle.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException stillAlive) {
      return false;
    } catch (ExecutionException e) {
      throw LocalErrors.requestFailed("waiting for process " + handle.pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !handle.isAlive();
    }
  }

  private void forget() {
    try {
      Files.deleteIfExists(file());
    } catch (IOException e) {
      throw LocalErrors.io("deleting " + file(), e);
    }
  }

  private Path file() {
    return home.run().resolve(part.label() + ".pid");
  }
}
