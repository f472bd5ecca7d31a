package io.pinflow.delta.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.StructType;
import io.pinflow.delta.testing.FaultyFileSystem;
import java.io.IOException;
import java.nio.file.Files;
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
  private final DeltaEngine engine = DeltaEngine.create(new LocalLogStore());
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
    for (int version = 1; version <= 220; version++) {
      long before = FaultyFileSystem.opened();
      assertThat(appender.append(new TransactionId("app", version), files(version)))
          .isEqualTo(version);
      opened.add(FaultyFileSystem.opened() - before);
    }
    assertThat(sum(opened, 120, 220)).isLessThanOrEqualTo(sum(opened, 10, 110));
    assertThat(opened.get(218)).as("files opened by one commit").isLessThanOrEqualTo(2);
  }

  @Test
  void writesALogCheckpointEveryTenthVersion() {
    append(1, 21);
    assertThat(logFiles(".checkpoint.parquet"))
        .containsExactly(
            "00000000000000000010.checkpoint.parquet", "00000000000000000020.checkpoint.parquet");
    assertThat(TableContent.of(engine, table.latest()).rows()).isEqualTo(21 * 5);
  }

  @Test
  void writesAChecksumOfEveryVersion() {
    append(1, 12);
    assertThat(logFiles(".crc")).hasSize(13);
    assertThat(table.latest().getCurrentCrcInfo().orElseThrow().getNumFiles()).isEqualTo(12);
  }

  @Test
  void goesOnWithChecksumsWhereAnotherWriterHasLeftThemOut() throws IOException {
    append(1, 5);
    Files.delete(checksum(4));
    Files.delete(checksum(5));
    appender = new DeltaAppender(engine, table);
    append(6, 6);
    assertThat(checksum(6)).exists();
    assertThat(table.latest().getCurrentCrcInfo().orElseThrow().getNumFiles()).isEqualTo(6);
  }

  @Test
  void aTableWithoutChecksumsGetsThemWithItsNextLogCheckpoint() throws IOException {
    append(1, 5);
    for (int version = 0; version <= 5; version++) {
      Files.delete(checksum(version));
    }
    appender = new DeltaAppender(engine, table);
    append(6, 12);
    assertThat(logFiles(".crc"))
        .containsExactly(
            "00000000000000000010.crc", "00000000000000000011.crc", "00000000000000000012.crc");
  }

  @Test
  void aChangeOfMetadataIsInTheChecksum() {
    TableMetadata metadata = new TableMetadata(engine, table);
    append(1, 1);
    metadata.setProperties(Map.of("delta.checkpointInterval", "7"));
    metadata.setProperties(Map.of(TableCreation.TRANSACTION_RETENTION, "interval 9 days"));
    appender.refresh();
    append(4, 4);
    assertThat(logFiles(".crc")).hasSize(5);
    assertThat(table.latest().getCurrentCrcInfo().orElseThrow().getMetadata().getConfiguration())
        .containsEntry("delta.checkpointInterval", "7")
        .containsEntry(TableCreation.TRANSACTION_RETENTION, "interval 9 days");
  }

  @Test
  void remembersTheVersionsOfAnApplication() {
    appender.append(new TransactionId("a", 7), files(1));
    appender.append(new TransactionId("b", 3), files(2));
    assertThat(appender.lastVersion("a")).contains(7L);
    assertThat(appender.lastVersion("b")).contains(3L);
    assertThat(appender.lastVersion("c")).isEmpty();
  }

  private void append(int from, int to) {
    for (int version = from; version <= to; version++) {
      appender.append(new TransactionId("app", version), files(version));
    }
  }

  private Path checksum(int version) {
    return folder.resolve(String.format("table/_delta_log/%020d.crc", version));
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
