package io.pinflow.delta.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.maintenance.DeltaMaintenance;
import io.pinflow.delta.maintenance.VacuumOptions;
import io.pinflow.delta.testing.KernelReader;
import io.pinflow.delta.testing.SqlSession;
import io.pinflow.testing.fixture.FlinkCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.StatementSet;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** INSERT OVERWRITE: which rows it replaces, and when it is refused. */
class OverwriteSqlIT {

  @RegisterExtension private static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(4);

  @TempDir private Path folder;
  private SqlSession sql;

  @BeforeEach
  void fillTable() {
    sql = SqlSession.open();
    declareIn(sql);
    sql.run(
        "INSERT INTO days VALUES (1, 'x', DATE '2026-01-30'), (2, 'y', DATE '2026-01-30'),"
            + " (3, 'x', DATE '2026-01-31'), (4, 'y', CAST(NULL AS DATE))");
  }

  private void declareIn(SqlSession session) {
    session.run(
        "CREATE TABLE days (id INT, place STRING, `day` DATE) PARTITIONED BY (`day`)"
            + with("days"));
    session.run("CREATE TABLE plain (id INT, place STRING)" + with("plain"));
    session.run(
        "CREATE TABLE nested (id INT, a STRING, b INT) PARTITIONED BY (a, b)" + with("nested"));
  }

  private String with(String name) {
    return " WITH ('connector' = 'delta', 'table-path' = '" + folder.resolve(name).toUri() + "')";
  }

  @Test
  void replacesExactlyTheStaticPartition() {
    sql.run("INSERT OVERWRITE days PARTITION (`day` = '2026-01-30') SELECT 7, 'z'");
    assertThat(days())
        .containsExactlyInAnyOrder(
            "+I[7, z, 2026-01-30]", "+I[3, x, 2026-01-31]", "+I[4, y, null]");
    sql.run("INSERT OVERWRITE days PARTITION (`day` = '2026-02-01') SELECT 8, 'z'");
    assertThat(days()).hasSize(4).contains("+I[8, z, 2026-02-01]");
  }

  @Test
  void emptiesAStaticPartitionForWhichTheQueryGivesNoRow() {
    sql.run(
        "INSERT OVERWRITE days PARTITION (`day` = '2026-01-30') SELECT id, place FROM days WHERE id"
            + " > 100");
    assertThat(days()).containsExactlyInAnyOrder("+I[3, x, 2026-01-31]", "+I[4, y, null]");
  }

  @Test
  void replacesThePartitionsWhichGetRowsWhereNoneIsGiven() {
    sql.run(
        "INSERT OVERWRITE days VALUES (7, 'z', DATE '2026-01-31'), (8, 'z', CAST(NULL AS DATE)),"
            + " (9, 'z', DATE '2026-02-01')");
    assertThat(days())
        .containsExactlyInAnyOrder(
            "+I[1, x, 2026-01-30]",
            "+I[2, y, 2026-01-30]",
            "+I[7, z, 2026-01-31]",
            "+I[8, z, null]",
            "+I[9, z, 2026-02-01]");
  }

  @Test
  void replacesThePartitionsWhichGetRowsWhereOneColumnIsGiven() {
    sql.run("INSERT INTO nested VALUES (1, 'a', 1), (2, 'a', 2), (3, 'b', 1)");
    sql.run("INSERT OVERWRITE nested PARTITION (a = 'a') SELECT 7, 2");
    assertThat(sql.run("SELECT * FROM nested"))
        .containsExactlyInAnyOrder("+I[1, a, 1]", "+I[7, a, 2]", "+I[3, b, 1]");
    sql.run("INSERT OVERWRITE nested PARTITION (a = 'a', b = 1) SELECT 8");
    assertThat(sql.run("SELECT * FROM nested"))
        .containsExactlyInAnyOrder("+I[8, a, 1]", "+I[7, a, 2]", "+I[3, b, 1]");
  }

  @Test
  void replacesTheWholeOfATableWithoutPartitions() {
    sql.run("INSERT OVERWRITE plain VALUES (1, 'x'), (2, 'y')");
    sql.run("INSERT OVERWRITE plain VALUES (3, 'z')");
    assertThat(sql.run("SELECT * FROM plain")).containsExactly("+I[3, z]");
    sql.run("INSERT OVERWRITE plain SELECT * FROM plain WHERE id > 100");
    assertThat(sql.run("SELECT * FROM plain")).isEmpty();
  }

  @Test
  void mayReadTheTableItReplaces() {
    sql.run("INSERT OVERWRITE days SELECT id + 10, place, `day` FROM days");
    assertThat(sql.run("SELECT id FROM days"))
        .containsExactlyInAnyOrder("+I[11]", "+I[12]", "+I[13]", "+I[14]");
  }

  @Test
  void isAStatementOfASet() throws ExecutionException, InterruptedException {
    StatementSet set = sql.environment().createStatementSet();
    set.addInsertSql("INSERT OVERWRITE days PARTITION (`day` = '2026-01-30') SELECT 7, 'z'");
    set.addInsertSql("INSERT OVERWRITE plain VALUES (3, 'z')");
    set.execute().await();
    set.addInsertSql("INSERT OVERWRITE days PARTITION (`day` = '2026-01-30') SELECT 8, 'z'");
    set.addInsertSql("INSERT INTO plain VALUES (4, 'z')");
    set.execute().await();
    assertThat(sql.run("SELECT id FROM days WHERE `day` = DATE '2026-01-30'"))
        .containsExactly("+I[8]");
    assertThat(sql.run("SELECT id FROM plain")).containsExactlyInAnyOrder("+I[3]", "+I[4]");
  }

  @Test
  void leavesReplacedFilesToTheVacuum() throws IOException {
    int before = files().size();
    sql.run("INSERT OVERWRITE days PARTITION (`day` = '2026-01-30') SELECT 7, 'z'");
    VacuumOptions atOnce = VacuumOptions.defaults().retention(Duration.ZERO).allowUnsafeRetention();
    DeltaMaintenance maintenance =
        DeltaMaintenance.of(folder.resolve("days").toUri().toString(), new Configuration());
    assertThat(sql.run("SELECT COUNT(*) FROM days /*+ OPTIONS('versionAsOf' = '1') */"))
        .as("the version before can still be read")
        .containsExactly("+I[4]");
    assertThat(maintenance.vacuum(atOnce).paths())
        .hasSize(before - files().size() + 1)
        .allMatch(path -> path.startsWith("day=2026-01-30/"));
    assertThat(days()).hasSize(3);
  }

  @Test
  void isRefusedInAStreamingQuery() {
    SqlSession streaming = SqlSession.open(EnvironmentSettings.inStreamingMode());
    declareIn(streaming);
    assertThatThrownBy(() -> streaming.run("INSERT OVERWRITE plain VALUES (3, 'z')"))
        .hasStackTraceContaining("INSERT OVERWRITE of the Delta table")
        .hasStackTraceContaining("SET 'execution.runtime-mode' = 'batch'");
  }

  @Test
  void isRefusedByATableForAppendingAlone() {
    sql.run(
        "CREATE TABLE kept (id INT)" + with("kept").replace(")", ", 'delta.appendOnly' = 'true')"));
    sql.run("INSERT INTO kept VALUES (1)");
    assertThatThrownBy(() -> sql.run("INSERT OVERWRITE kept VALUES (2)"))
        .hasStackTraceContaining("delta.appendOnly is true");
    assertThat(sql.run("SELECT * FROM kept")).containsExactly("+I[1]");
  }

  @Test
  void isRefusedBesideProgress() {
    assertThatThrownBy(
            () ->
                sql.run(
                    "INSERT OVERWRITE plain /*+ OPTIONS('sink.progress.column' = 'place') */"
                        + " VALUES (3, 'kafka://t/0/1')"))
        .hasStackTraceContaining("records progress and cannot overwrite");
  }

  @ParameterizedTest
  @CsvSource({
    "DATE, '2026-1-30', is DATE. Write it as in",
    "TIMESTAMP(3), '2026-01-30 00:00:00', is TIMESTAMP(3). Give the value in the query",
  })
  void isRefusedForAPartitionThatMightBeAnother(String type, String value, String error) {
    sql.run("CREATE TABLE odd (id INT, p " + type + ") PARTITIONED BY (p)" + with("odd"));
    assertThatThrownBy(
            () -> sql.run("INSERT OVERWRITE odd PARTITION (p = '" + value + "') SELECT 1"))
        .hasStackTraceContaining("Cannot tell which partition")
        .hasStackTraceContaining(error);
  }

  private List<String> days() {
    return sql.run("SELECT * FROM days");
  }

  private List<?> files() {
    try (KernelReader reader = new KernelReader(folder.resolve("days").toUri().toString())) {
      return reader.files(Optional.empty());
    }
  }
}
