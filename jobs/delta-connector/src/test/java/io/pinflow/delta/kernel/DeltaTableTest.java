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
import java.util.Map;
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
