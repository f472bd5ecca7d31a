package io.pinflow.delta.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.StructType;
import io.pinflow.delta.testing.FaultyFileSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaAppenderTest {

  private static final StructType SCHEMA = new StructType().add("id", IntegerType.INTEGER);

  @TempDir private Path folder;
  private final DeltaEngine engine = DeltaEngine.create(new LocalPutIfAbsent());
  private DeltaTable table;
  private DeltaAppender appender;

  @BeforeEach
  void createTable() {
    table = DeltaTable.at(engine, FaultyFileSystem.path(folder.resolve("table")));
    table.createIfAbsent(SCHEMA, List.of(), Map.of("delta.checkpointInterval", "10"));
    appender = new DeltaAppender(engine, table);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void aCommitOpensNoMoreFilesAtALaterVersion() {
    List<Long> opened = new ArrayList<>();
    for (int version = 1; version <= 120; version++) {
      long before = FaultyFileSystem.opened();
      assertThat(appender.append(new TransactionId("app", version), files(version)))
          .isEqualTo(version);
      opened.add(FaultyFileSystem.opened() - before);
    }
    assertThat(sum(opened, 90, 120)).isLessThanOrEqualTo(sum(opened, 20, 50));
    assertThat(opened.get(118)).as("files opened by one commit").isLessThanOrEqualTo(2);
  }

  @Test
  void writesALogCheckpointEveryTenthVersion() {
    for (int version = 1; version <= 21; version++) {
      appender.append(new TransactionId("app", version), files(version));
    }
    assertThat(logFiles(".checkpoint.parquet"))
        .containsExactly(
            "00000000000000000010.checkpoint.parquet", "00000000000000000020.checkpoint.parquet");
    assertThat(TableContent.of(engine, table.latest()).rows()).isEqualTo(21 * 5);
  }

  @Test
  void writesAChecksumOfEveryVersion() {
    for (int version = 1; version <= 12; version++) {
      appender.append(new TransactionId("app", version), files(version));
    }
    assertThat(logFiles(".crc")).hasSize(13);
    assertThat(table.latest().getCurrentCrcInfo().orElseThrow().getNumFiles()).isEqualTo(12);
  }

  @Test
  void remembersTheVersionsOfAnApplication() {
    appender.append(new TransactionId("a", 7), files(1));
    appender.append(new TransactionId("b", 3), files(2));
    assertThat(appender.lastVersion("a")).contains(7L);
    assertThat(appender.lastVersion("b")).contains(3L);
    assertThat(appender.lastVersion("c")).isEmpty();
  }

  private static List<DataFile> files(int number) {
    return List.of(
        new DataFile("part-" + number + ".parquet", Map.of(), 1000, 1L, 5, "{\"numRecords\":5}"));
  }

  private List<String> logFiles(String ending) {
    return Arrays.stream(folder.resolve("table/_delta_log").toFile().list())
        .filter(name -> name.endsWith(ending))
        .sorted()
        .collect(Collectors.toList());
  }

  private static long sum(List<Long> values, int from, int to) {
    return values.subList(from, to).stream().mapToLong(Long::longValue).sum();
  }
}
