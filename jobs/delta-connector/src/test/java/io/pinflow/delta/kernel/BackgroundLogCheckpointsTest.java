package io.pinflow.delta.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.StructType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BackgroundLogCheckpointsTest {

  private static final StructType SCHEMA = new StructType().add("id", IntegerType.INTEGER);

  @TempDir private Path folder;
  private final DeltaEngine engine = DeltaEngine.create(new LocalLogStore());
  private final CountDownLatch writing = new CountDownLatch(1);
  private final CountDownLatch mayWrite = new CountDownLatch(1);
  private final AtomicLong nanos = new AtomicLong();
  private BackgroundLogCheckpoints checkpoints;
  private DeltaAppender appender;

  @BeforeEach
  void createTable() {
    DeltaTable table = DeltaTable.at(engine, folder.toUri().toString());
    table.createIfAbsent(SCHEMA, List.of(), Map.of("delta.checkpointInterval", "10"));
    checkpoints = new BackgroundLogCheckpoints(table.path(), this::engineWhenAllowed, nanos::get);
    appender = new DeltaAppender(engine, table, checkpoints);
  }

  @AfterEach
  void close() {
    mayWrite.countDown();
    checkpoints.close();
    engine.close();
  }

  @Test
  void noCommitWaitsForALogCheckpoint() {
    append(1, 25);
    assertThat(written()).isEmpty();
    mayWrite.countDown();
    awaitWritten(25);
  }

  @Test
  void aCommitBuildsOnALogCheckpointRatherThanOnOverAHundredCommits() {
    append(1, 10);
    mayWrite.countDown();
    Awaitility.await().until(() -> !checkpoints.isBusy());
    append(11, 99);
    assertThat(newestLogCheckpointKnown()).isEmpty();
    append(100, 102);
    assertThat(newestLogCheckpointKnown()).isPresent();
    assertThat(appender.snapshot().getVersion()).isEqualTo(102);
  }

  @Test
  void withoutChecksumsACommitBuildsOnTheNextLogCheckpoint() throws IOException {
    Files.delete(folder.resolve("_delta_log/00000000000000000000.crc"));
    append(1, 10);
    mayWrite.countDown();
    Awaitility.await().until(() -> !checkpoints.isBusy());
    append(11, 11);
    assertThat(newestLogCheckpointKnown()).hasValue(10);
    assertThat(appender.snapshot().getVersion()).isEqualTo(11);
  }

  private OptionalLong newestLogCheckpointKnown() {
    return appender.snapshot().getLogSegment().getCheckpointVersionOpt().stream()
        .mapToLong(Long::longValue)
        .findAny();
  }

  @Test
  void restsNineTimesAsLongAsTheLastOneTook() throws InterruptedException {
    append(1, 10);
    writing.await();
    nanos.addAndGet(100);
    mayWrite.countDown();
    Awaitility.await().until(() -> !checkpoints.isBusy());
    nanos.addAndGet(899);
    append(11, 20);
    nanos.addAndGet(1);
    append(21, 30);
    awaitWritten(10, 30);
  }

  @Test
  void closingWaitsForTheOneThatIsBeingWritten() {
    append(1, 10);
    Thread closing = new Thread(checkpoints::close);
    closing.start();
    Awaitility.await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
    mayWrite.countDown();
    Awaitility.await().until(() -> !closing.isAlive());
    assertThat(written()).containsExactly(10L);
  }

  @Test
  void anInterruptedThreadDoesNotWaitWhenItCloses() {
    append(1, 10);
    Thread.currentThread().interrupt();
    checkpoints.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(written()).isEmpty();
  }

  private DeltaEngine engineWhenAllowed() {
    writing.countDown();
    try {
      mayWrite.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    return DeltaEngine.create(new LocalLogStore());
  }

  private void append(int from, int to) {
    for (int version = from; version <= to; version++) {
      DataFile file =
          new DataFile(
              "part-" + version + ".parquet", Map.of(), 1_000, 1L, 5, "{\"numRecords\":5}");
      appender.append(new TransactionId("app", version), List.of(file));
    }
  }

  private void awaitWritten(long... versions) {
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(written())
                    .isEqualTo(Arrays.stream(versions).boxed().collect(Collectors.toList())));
  }

  private List<Long> written() {
    return Arrays.stream(folder.resolve("_delta_log").toFile().list())
        .filter(name -> name.endsWith(".checkpoint.parquet"))
        .map(name -> Long.valueOf(name.substring(0, name.indexOf('.'))))
        .sorted()
        .collect(Collectors.toList());
  }
}
