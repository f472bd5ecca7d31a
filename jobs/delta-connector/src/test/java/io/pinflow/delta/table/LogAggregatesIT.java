package io.pinflow.delta.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.DateType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import io.pinflow.delta.kernel.DataFile;
import io.pinflow.delta.kernel.DeltaAppender;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.kernel.TransactionId;
import io.pinflow.delta.testing.FaultyFileSystem;
import io.pinflow.delta.testing.ParquetFiles;
import io.pinflow.delta.testing.SqlSession;
import io.pinflow.delta.testing.TestTable;
import io.pinflow.testing.fixture.FlinkCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.ExplainDetail;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * COUNT, MIN and MAX are right, and without a look into a data file wherever the log knows them.
 */
class LogAggregatesIT {

  @RegisterExtension private static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(2);

  @TempDir private Path folder;
  private SqlSession session;
  private int files;

  @BeforeEach
  void createTable() {
    StructType schema =
        new StructType()
            .add("id", IntegerType.INTEGER)
            .add("number", LongType.LONG)
            .add("name", StringType.STRING)
            .add("moment", TimestampType.TIMESTAMP)
            .add("day", DateType.DATE);
    TestTable.create(folder, schema, "day");
    session = SqlSession.open();
    session.run(
        "CREATE TABLE t (id INT, number BIGINT, name STRING, moment TIMESTAMP_LTZ(6), `day` DATE)"
            + " WITH ('connector' = 'delta', 'table-path' = '"
            + FaultyFileSystem.path(folder)
            + "')");
  }

  @Test
  void theLogAnswersForATableWithStatistics() throws Exception {
    append("2024-03-30", 5, "");
    append("2024-03-31", 100, "");
    assertReads(0, "SELECT COUNT(*) FROM t", "+I[105]");
    assertReads(0, "SELECT COUNT(id), COUNT(number), COUNT(1) FROM t", "+I[105, 4, 105]");
    assertReads(0, "SELECT MIN(id), MAX(id), COUNT(*) FROM t", "+I[-1, 98, 105]");
    assertReads(0, "SELECT MIN(`day`), MAX(`day`) FROM t", "+I[2024-03-30, 2024-03-31]");
    assertReads(0, "SELECT MIN(number) FROM t", "+I[-9223372036854775808]");
    assertReads(0, "SELECT COUNT(*) FROM t WHERE `day` = DATE '2024-03-30'", "+I[5]");
    assertReads(
        0,
        "SELECT MAX(id) FROM t WHERE `day` BETWEEN DATE '2024-01-01' AND DATE '2024-03-30'",
        "+I[3]");
    assertReads(
        0, "SELECT COUNT(*), MAX(id) FROM t WHERE `day` > DATE '2025-01-01'", "+I[0, null]");
  }

  @Test
  void dataFilesAnswerWhereTheLogIsNotExact() throws Exception {
    append("2024-03-30", 5, "");
    append("2024-03-31", 100, "");
    assertReads(2, "SELECT MAX(name) FROM t", "+I[name 98]");
    assertReads(2, "SELECT MAX(moment) FROM t", "+I[1970-01-01T00:00:00.000098Z]");
    assertReads(2, "SELECT COUNT(*) FROM t WHERE id < 3", "+I[8]");
    assertReads(2, "SELECT COUNT(DISTINCT id) FROM t", "+I[100]");
    assertReads(2, "SELECT COUNT(*) FILTER (WHERE id = 0) FROM t", "+I[2]");
    assertReads(2, "SELECT SUM(id) FROM t", "+I[4855]");
    assertReads(
        2,
        "SELECT `day`, COUNT(*) FROM t GROUP BY `day` ORDER BY `day`",
        "+I[2024-03-30, 5]",
        "+I[2024-03-31, 100]");
    append("2024-03-31", 7, null);
    assertReads(3, "SELECT COUNT(*) FROM t", "+I[112]");
    assertReads(3, "SELECT MAX(id) FROM t", "+I[98]");
    assertReads(0, "SELECT COUNT(*) FROM t WHERE `day` = DATE '2024-03-30'", "+I[5]");
  }

  @Test
  void anEmptyTableHasNoRowsAndNoBounds() {
    assertReads(0, "SELECT COUNT(*), MIN(id), MAX(`day`) FROM t", "+I[0, null, null]");
  }

  @Test
  void thePlannerKnowsRowsAndBounds() throws Exception {
    append("2024-03-30", 100, "");
    // A tenth of the values between the bounds.
    assertThat(
            session
                .environment()
                .explainSql("SELECT * FROM t WHERE id < 9", ExplainDetail.ESTIMATED_COST))
        .contains("rowcount = 10.1");
  }

  /** Ids from -1 on; all numbers null but two; {@code statistics} null for none. */
  private void append(String day, int rows, String statistics) throws IOException {
    ParquetFiles written =
        ParquetFiles.of(
            "message m { optional int32 id; optional int64 number; optional binary name (STRING);"
                + " optional int64 moment (TIMESTAMP(MICROS,true)); }");
    String name = "part-" + files++ + ".parquet";
    written.write(
        folder.resolve(name),
        rows,
        (row, i) -> {
          row.append("id", i - 1).append("name", "name " + (i - 1)).append("moment", i - 1L);
          if (i < 2) {
            row.append("number", Long.MIN_VALUE);
          }
        });
    String json =
        String.format(
            "{\"numRecords\":%d,\"minValues\":{\"id\":-1,\"number\":%d,\"name\":\"name -1\"},"
                + "\"maxValues\":{\"id\":%d,\"number\":%d,\"name\":\"name z\"},"
                + "\"nullCount\":{\"id\":0,\"number\":%d,\"name\":0,\"moment\":0}}",
            rows, Long.MIN_VALUE, rows - 2, Long.MIN_VALUE, rows - 2);
    try (DeltaEngine engine = DeltaEngine.create(new Configuration())) {
      new DeltaAppender(engine, DeltaTable.at(engine, folder.toUri().toString()))
          .append(
              new TransactionId("test", files),
              List.of(
                  new DataFile(
                      name,
                      Map.of("day", day),
                      Files.size(folder.resolve(name)),
                      0,
                      rows,
                      statistics == null ? null : json)));
    }
  }

  private void assertReads(int dataFiles, String sql, String... rows) {
    long before = FaultyFileSystem.dataFilesOpened();
    assertThat(session.run(sql)).as(sql).containsExactly(rows);
    assertThat(FaultyFileSystem.dataFilesOpened() - before).as(sql).isEqualTo(dataFiles);
  }
}
