package io.pinflow.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogWatchTest {

  private static final Duration LIMIT = Duration.ofMillis(100);

  @TempDir private Path table;

  @Test
  void aRecordIsVisibleOnceACommitCoversItsOffset() throws IOException {
    long now = System.currentTimeMillis();
    Produced produced = new Produced(now - 8_000);
    produced.add("pinflow.pin/0", 0, now - 9_000);
    produced.add("pinflow.pin/0", 1, now - 5_000);
    produced.add("pinflow.pin/0", 2, now - 2_000);
    commit(0, "{\"commitInfo\":{}}");
    commit(1, ledger("first=0 last=1 clean=2"));

    LogWatch watch = new LogWatch(List.of(table), produced);
    watch.run(2, Duration.ofSeconds(10));

    assertThat(watch.commits()).isEqualTo(2);
    // The first record was due before the measurement began.
    assertThat(produced.delays()).hasSize(1);
    assertThat(produced.delays()[0]).isGreaterThanOrEqualTo(5_000);
  }

  @Test
  void recordsWhichNoCommitCoversAreMissed() throws IOException {
    Produced produced = new Produced(0);
    produced.add("pinflow.pin/0", 0, 0);
    produced.add("pinflow.pin/0", 1, 0);
    commit(0, ledger("first=0 last=0"));

    assertThatIllegalStateException()
        .isThrownBy(() -> new LogWatch(List.of(table), produced).run(2, LIMIT))
        .withMessageContaining("only 1 of 2 records");
  }

  private static String ledger(String entry) {
    return "{\"domainMetadata\":{\"domain\":\"io.pinflow.delta.progress/kafka://pinflow.pin/0\","
        + "\"configuration\":\""
        + entry
        + "\",\"removed\":false}}";
  }

  private void commit(int version, String action) throws IOException {
    Path log = Files.createDirectories(table.resolve("_delta_log"));
    Files.writeString(log.resolve("%020d.json".formatted(version)), action + "\n");
  }
}
