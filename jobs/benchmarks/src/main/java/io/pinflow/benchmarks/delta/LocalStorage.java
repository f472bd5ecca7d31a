package io.pinflow.benchmarks.delta;

import io.pinflow.benchmarks.ScratchFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;

/** The local disk; the kernel counts this process's reads and writes (Linux). */
final class LocalStorage implements CommitStorage {

  private static final Path COUNTERS = Path.of("/proc/self/io");

  private final ScratchFolder scratch;

  LocalStorage(ScratchFolder scratch) {
    this.scratch = scratch;
  }

  @Override
  public String name() {
    return "local disk";
  }

  @Override
  public Configuration options() {
    return new Configuration();
  }

  @Override
  public String path(String table) {
    return scratch.table(table).toUri().toString();
  }

  @Override
  public void countTraffic() {
    // The kernel always does.
  }

  @Override
  public Traffic traffic() {
    try {
      Map<String, Long> counters =
          Files.readAllLines(COUNTERS).stream()
              .map(line -> line.split(": "))
              .collect(Collectors.toMap(pair -> pair[0], pair -> Long.parseLong(pair[1])));
      return new Traffic(
          Map.of("read calls", counters.get("syscr"), "write calls", counters.get("syscw")),
          counters.get("rchar"),
          counters.get("wchar"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {}
}
