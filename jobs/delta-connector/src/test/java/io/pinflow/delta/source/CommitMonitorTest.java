package io.pinflow.delta.source;

import static io.pinflow.delta.testing.LogWriter.add;
import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.StructType;
import io.pinflow.delta.testing.FaultyFileSystem;
import io.pinflow.delta.testing.LogWriter;
import io.pinflow.delta.testing.TestTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitMonitorTest {

  @TempDir private Path folder;

  @Test
  void aLookReadsNewCommitsAloneHoweverLongTheLogIs() throws Exception {
    TestTable table =
        TestTable.create(folder.resolve("t"), new StructType().add("id", IntegerType.INTEGER));
    LogWriter log = new LogWriter(table.folder());
    for (int version = 1; version <= 100; version++) {
      log.commit(version, add("f" + version, true));
    }
    CommitMonitor monitor = monitor(table);
    assertThat(monitor.look(101).newestVersion()).isEqualTo(100);

    long before = FaultyFileSystem.opened();
    for (int look = 0; look < 10; look++) {
      assertThat(monitor.look(101).commits()).isEmpty();
    }
    assertThat(FaultyFileSystem.opened() - before).isZero();
    log.commit(101, add("a", true));
    log.commit(102, add("b", true));
    NewCommits found = monitor.look(101);
    assertThat(found.next()).isEqualTo(103);
    assertThat(found.isComplete()).isTrue();
    assertThat(found.newestVersion()).isEqualTo(102);
    assertThat(FaultyFileSystem.opened() - before).isEqualTo(2);
  }

  private static CommitMonitor monitor(TestTable table) {
    String id = table.snapshot().getMetadata().getId();
    String path = FaultyFileSystem.path(table.folder());
    ContinuousRead read =
        new ContinuousRead(
            id, Map.of(), 100, 101, false, Duration.ofSeconds(1), Duration.ZERO, false, false);
    return new CommitMonitor(
        path, id, new CommitRules(path, read, List.of()), file -> true, new Configuration());
  }
}
