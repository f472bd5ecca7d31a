package io.pinflow.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process as it was when it was started: its id and its start time. The id alone is not enough,
 * since the operating system gives an ended process's id to another one; only a process with both
 * is ever signalled.
 */
record ProcessIdentity(long pid, Instant started) {

  // The start time is computed from the boot time, which moves a little when the clock is adjusted.
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

  static ProcessIdentity of(ProcessHandle handle) {
    return new ProcessIdentity(handle.pid(), handle.info().startInstant().orElseGet(Instant::now));
  }

  /** The live process with this identity; empty if it has ended, also if its id is in use again. */
  Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame);
  }

  private boolean isSame(ProcessHandle handle) {
    return handle
        .info()
        .startInstant()
        .map(start -> Duration.between(started, start).abs().compareTo(CLOCK_TOLERANCE) <= 0)
        .orElse(false);
  }

  /** Replaces the file as a whole, so that no reader sees half of it. */
  void write(Path file) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, pid + " " + started.toEpochMilli() + "\n");
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Empty where there is no file, or one this program did not write whole. */
  static Optional<ProcessIdentity> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String[] fields = Files.readString(file).strip().split(" ");
    try {
      return fields.length == 2
          ? Optional.of(
              new ProcessIdentity(
                  Long.parseLong(fields[0]), Instant.ofEpochMilli(Long.parseLong(fields[1]))))
          : Optional.empty();
    } catch (NumberFormatException damaged) {
      return Optional.empty();
    }
  }
}
