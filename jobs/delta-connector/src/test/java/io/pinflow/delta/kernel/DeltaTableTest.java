package io.pinflow.delta.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaTableTest {

  private static final StructType SCHEMA = new StructType().add("id", IntegerType.INTEGER);

  @TempDir private Path folder;
  private DeltaEngine engine;

  @BeforeEach
  void openEngine() {
    engine = DeltaEngine.create(new Configuration());
  }

  @AfterEach
  void closeEngine() {
    engine.close();
  }

  @Test
  void findsWhatKernelCreated() {
    String path = folder.resolve("t").toUri().toString();
    TableManager.buildCreateTableTransaction(path, SCHEMA, "test")
        .withTableProperties(Map.of("delta.checkpointInterval", "10"))
        .build(engine.kernel())
        .commit(engine.kernel(), CloseableIterable.emptyIterable());
    Snapshot snapshot = DeltaTable.at(engine, path).latest();
    assertThat(snapshot.getVersion()).isZero();
    assertThat(snapshot.getSchema()).isEqualTo(SCHEMA);
    assertThat(DeltaTable.at(engine, path).atVersion(0).getVersion()).isZero();
  }

  @Test
  void ofManyWritersOneCreatesTheTableAndAllGetIt()
      throws ExecutionException, InterruptedException {
    int writers = 6;
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    try {
      for (int race = 0; race < 10; race++) {
        String path = folder.resolve("race" + race).toUri().toString();
        List<Callable<String>> creations = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
          creations.add(() -> createdId(path));
        }
        Set<String> ids = new HashSet<>();
        for (Future<String> creation : pool.invokeAll(creations)) {
          ids.add(creation.get());
        }
        assertThat(ids).hasSize(1);
        assertThat(DeltaTable.at(engine, path).latest().getVersion()).isZero();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static String createdId(String path) {
    try (DeltaEngine own = DeltaEngine.create(new Configuration())) {
      return DeltaTable.at(own, path)
          .createIfAbsent(SCHEMA, List.of(), Map.of())
          .getMetadata()
          .getId();
    }
  }

  @Test
  void createsATableWhichForgetsOldTransactions() {
    String path = folder.resolve("t").toUri().toString();
    DeltaTable table = DeltaTable.at(engine, path);
    Map<String, String> properties =
        Map.of(
            "delta.setTransactionRetentionDuration", "interval 3 days",
            "delta.checkpointInterval", "20");
    assertThat(table.createIfAbsent(SCHEMA, List.of(), properties).getTableProperties())
        .containsAllEntriesOf(properties);
    assertThat(new DeltaAppender(engine, table).transactionRetention())
        .contains(Duration.ofDays(3));
  }

  @Test
  void refusesARetentionThatIsNoInterval() {
    String path = folder.resolve("t").toUri().toString();
    Map<String, String> properties = Map.of("delta.setTransactionRetentionDuration", "soon");
    assertThatThrownBy(
            () -> DeltaTable.at(engine, path).createIfAbsent(SCHEMA, List.of(), properties))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("delta.setTransactionRetentionDuration")
        .hasMessageContaining("soon");
    assertThat(folder.resolve("t/_delta_log/00000000000000000000.json")).doesNotExist();
  }

  @Test
  void findsNoTableInAMissingFolder() {
    String path = folder.resolve("absent").toUri().toString();
    assertThat(DeltaTable.at(engine, path).find()).isEmpty();
    assertThatThrownBy(() -> DeltaTable.at(engine, path).latest())
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining(path);
  }

  @Test
  void findsNoTableInAnEmptyLogFolder() throws Exception {
    Files.createDirectories(folder.resolve("empty/_delta_log"));
    assertThat(DeltaTable.at(engine, folder.resolve("empty").toUri().toString()).find()).isEmpty();
  }

  @Test
  void takesAPlainPath() {
    assertThat(DeltaTable.at(engine, folder.resolve("absent").toString()).find()).isEmpty();
  }

  @Test
  void namesTheFeatureOfATableWhichItCannotRead() throws Exception {
    Path log = Files.createDirectories(folder.resolve("future/_delta_log"));
    Files.writeString(
        log.resolve("00000000000000000000.json"),
        "{\"protocol\":{\"minReaderVersion\":3,\"minWriterVersion\":7,"
            + "\"readerFeatures\":[\"fromTheFuture\"],\"writerFeatures\":[\"fromTheFuture\"]}}\n"
            + "{\"metaData\":{\"id\":\"1\",\"format\":{\"provider\":\"parquet\",\"options\":{}},"
            + "\"schemaString\":\"{\\\"type\\\":\\\"struct\\\",\\\"fields\\\":[]}\","
            + "\"partitionColumns\":[],\"configuration\":{}}}\n");
    String path = folder.resolve("future").toUri().toString();
    assertThatThrownBy(() -> DeltaTable.at(engine, path).find())
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("fromTheFuture");
  }
}
