package io.pinflow.delta.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StructType;
import io.pinflow.delta.testing.FaultyFileSystem;
import io.pinflow.delta.testing.ParquetFiles;
import io.pinflow.delta.testing.TestTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The option source.split-size in SQL. */
class SplitSizeSqlIT {

  private static final int ROWS = 400_000;

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir private Path folder;
  private TableEnvironment env;

  @BeforeEach
  void createTableWithAFileOfThreeMegabytes() throws IOException {
    TestTable table = TestTable.create(folder, new StructType().add("id", LongType.LONG));
    table.append(
        Map.of(),
        ParquetFiles.of("message m { required int64 id; }")
            .withoutDictionary()
            .rowGroupSize(256 << 10),
        ROWS,
        (row, i) -> row.append("id", (long) i));
    env = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
    env.executeSql(
        String.format(
            "CREATE TABLE t (id BIGINT) WITH ('connector' = 'delta', 'table-path' = '%s')",
            FaultyFileSystem.path(folder)));
  }

  @Test
  void aFileIsReadAsSplitsOfTheSize() throws Exception {
    long before = FaultyFileSystem.dataFilesOpened();
    try (CloseableIterator<Row> result =
        env.executeSql("SELECT id FROM t /*+ OPTIONS('source.split-size' = '1 mb') */").collect()) {
      assertThat(result).toIterable().hasSize(ROWS);
    }
    assertThat(FaultyFileSystem.dataFilesOpened() - before).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(DeltaConnectorOptions.Mode.class)
  void refusesASizeThatIsTooSmall(DeltaConnectorOptions.Mode mode) {
    assertThatThrownBy(
            () ->
                env.explainSql(
                    String.format(
                        "SELECT id FROM t /*+ OPTIONS('source.split-size' = '1 kb', 'mode' = '%s') */",
                        mode)))
        .hasStackTraceContaining("'source.split-size' = '1 kb'")
        .hasStackTraceContaining("less than 1 mb");
  }
}
