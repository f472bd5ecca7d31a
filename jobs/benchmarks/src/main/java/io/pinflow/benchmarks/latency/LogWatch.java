package io.pinflow.benchmarks.latency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinflow.local.report.RestCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Reads the commits of tables as they appear, as any reader of the log could, and tells which
 * records they cover by the ledger inside them.
 */
final class LogWatch {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration POLL = Duration.ofMillis(20);
  private static final String LEDGER = "io.pinflow.delta.progress/kafka://";
  private static final String LAST = "last=";

  private final List<Path> logs;
  private final long[] next;
  private final Produced produced;
  private int commits;

  LogWatch(List<Path> tables, Produced produced) {
    this.logs = tables.stream().map(table -> table.resolve("_delta_log")).toList();
    this.next = new long[tables.size()];
    this.produced = produced;
  }

  /** Looks until as many records are visible, or the time is over. */
  void run(long records, Duration most) throws IOException {
    long deadline = System.nanoTime() + most.toNanos();
    while (produced.visibleRecords() < records) {
      for (int i = 0; i < logs.size(); i++) {
        readNew(i);
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "After "
                + most
                + " only "
                + produced.visibleRecords()
                + " of "
                + records
                + " records are visible");
      }
      RestCall.pause(POLL, "watching the tables");
    }
  }

  int commits() {
    return commits;
  }

  private void readNew(int table) throws IOException {
    Path commit = commit(table);
    while (Files.exists(commit)) {
      List<String> actions = Files.readAllLines(commit);
      long now = System.currentTimeMillis();
      for (String action : actions) {
        take(JSON.readTree(action).path("domainMetadata"), now);
      }
      commits++;
      next[table]++;
      commit = commit(table);
    }
  }

  private void take(JsonNode domain, long now) throws IOException {
    String name = domain.path("domain").asText();
    if (name.startsWith(LEDGER)) {
      String entry = domain.path("configuration").asText();
      int from = entry.indexOf(LAST) + LAST.length();
      int to = entry.indexOf(' ', from);
      long last = Long.parseLong(entry.substring(from, to < 0 ? entry.length() : to));
      produced.visible(name.substring(LEDGER.length()), last, now);
    }
  }

  private Path commit(int table) {
    return logs.get(table).resolve(String.format(Locale.ROOT, "%020d.json", next[table]));
  }
}
