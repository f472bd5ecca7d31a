package io.pinflow.local.stack;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Processes of a home which no file tells of: a command that was killed had just started them. They
 * are known by the marker on their command line, which names the home.
 */
final class Leftovers {

  private final String marker;
  private final Home home;

  Leftovers(Home home) {
    this.home = home;
    this.marker = JavaCommand.homeMarker(home);
  }

  void stop(Duration graceful) {
    List<ProcessHandle> found = find();
    found.forEach(ProcessHandle::destroy);
    long deadline = System.nanoTime() + graceful.toNanos();
    for (ProcessHandle handle : found) {
      try {
        var unused =
            handle.onExit().get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        handle.destroyForcibly();
      } catch (Exception stillAlive) {
        handle.destroyForcibly();
      }
    }
  }

  private List<ProcessHandle> find() {
    Set<Long> known = new HashSet<>(Set.of(ProcessHandle.current().pid()));
    for (Part part : Part.values()) {
      new PartProcess(home, part).find().map(ProcessHandle::pid).ifPresent(known::add);
    }
    return ProcessHandle.allProcesses()
        .filter(handle -> !known.contains(handle.pid()))
        .filter(this::isOurs)
        .toList();
  }

  private boolean isOurs(ProcessHandle handle) {
    Optional<String[]> arguments = handle.info().arguments();
    return arguments.isPresent() && Arrays.asList(arguments.get()).contains(marker);
  }
}
