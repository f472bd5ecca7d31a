package io.pinflow.delta.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.testing.SparkPeer;
import io.pinflow.testing.fixture.FlinkCluster;
import io.pinflow.testing.fixture.SharedSpark;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Spark changes a table in every way while it is read. */
@ExtendWith(SharedSpark.class)
class ContinuousReadBesideSparkIT {

  /** The row by which a test knows that all before it has been read. */
  private static final int LAST = 999;

  @RegisterExtension private static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(2);

  private final SparkPeer spark;

  @TempDir private Path folder;
  private Path path;

  ContinuousReadBesideSparkIT(SparkPeer spark) {
    this.spark = spark;
  }

  @BeforeEach
  void namePath() {
    path = folder.resolve("a table");
  }

  @Test
  void rowsThatAreCompactedAreNotReadAgain() throws Exception {
    createTable("");
    insert(1);
    insert(2);
    try (CloseableIterator<String> rows = read(source())) {
      assertThat(next(rows, 2)).containsExactlyInAnyOrder("1", "2");
      insert(3);
      spark.sql("OPTIMIZE " + table());
      insert(LAST);
      assertThat(untilLast(rows)).containsExactly("3");
    }
  }

  @Test
  void aDeletedFileFailsTheReadUnlessDeletesAreIgnored() throws Exception {
    createTable("");
    insert(1);
    insert(2);
    spark.sql("DELETE FROM " + table() + " WHERE id = 1");
    insert(LAST);
    assertThatThrownBy(() -> readAll(source().startingVersion(0)))
        .hasStackTraceContaining("Version 3")
        .hasStackTraceContaining("'ignoreDeletes'");
    assertThat(readAll(source().startingVersion(0).ignoreDeletes(true))).containsExactly("1", "2");
    try (CloseableIterator<String> rows = read(source())) {
      assertThat(next(rows, 2)).containsExactlyInAnyOrder("2", "999");
    }
  }

  @Test
  void anUpdateFailsTheReadUnlessChangesAreIgnored() throws Exception {
    createTable("");
    insert(1, 2);
    spark.sql("UPDATE " + table() + " SET id = 20 WHERE id = 2");
    insert(LAST);
    assertThatThrownBy(() -> readAll(source().startingVersion(0).ignoreDeletes(true)))
        .hasStackTraceContaining("Version 2")
        .hasStackTraceContaining("'ignoreChanges'");
    assertThat(readAll(source().startingVersion(0).ignoreChanges(true)))
        .containsExactlyInAnyOrder("1", "2", "1", "20");
  }

  @Test
  void rowsDeletedByADeletionVectorAreAChangeAndTheFilesOtherRowsAreReadAgain() throws Exception {
    createTable("TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')");
    insert(1, 2, 3);
    spark.sql("DELETE FROM " + table() + " WHERE id = 2");
    insert(LAST);
    assertThatThrownBy(() -> readAll(source().startingVersion(0).ignoreDeletes(true)))
        .hasStackTraceContaining("Version 2")
        .hasStackTraceContaining("'ignoreChanges'");
    assertThat(readAll(source().startingVersion(0).ignoreChanges(true)))
        .containsExactlyInAnyOrder("1", "2", "3", "1", "3");
    try (CloseableIterator<String> rows = read(source())) {
      assertThat(next(rows, 3)).containsExactlyInAnyOrder("1", "3", "999");
    }
  }

  @Test
  void aReadGoesOnThroughAnAddedColumnAndStopsAtARenamedOne() throws Exception {
    createTable("TBLPROPERTIES ('delta.columnMapping.mode' = 'name')");
    insert(1);
    try (CloseableIterator<String> rows = read(source())) {
      assertThat(next(rows, 1)).containsExactly("1");
      spark.sql("ALTER TABLE " + table() + " ADD COLUMN more STRING");
      spark.sql("INSERT INTO " + table() + " VALUES (2, 'x')");
      assertThat(next(rows, 1)).containsExactly("2");
      spark.sql("ALTER TABLE " + table() + " RENAME COLUMN id TO number");
      assertThatThrownBy(rows::hasNext)
          .hasStackTraceContaining("column 'id' is gone")
          .hasStackTraceContaining("Restart");
    }
    // Built anew it reads the table from the start on, by the column's new name.
    insert(LAST, "NULL");
    assertThat(readAll(source().startingVersion(0).columns("number"))).containsExactly("1", "2");
  }

  private void createTable(String properties) {
    spark.sql("CREATE TABLE " + table() + " (id INT) USING delta " + properties);
  }

  private String table() {
    return "delta.`" + path + "`";
  }

  /** Makes one file of these rows. */
  private void insert(int... ids) {
    List<String> rows = new ArrayList<>();
    for (int id : ids) {
      rows.add("(" + id + ")");
    }
    spark.sql(
        "INSERT INTO "
            + table()
            + " SELECT /*+ COALESCE(1) */ * FROM VALUES "
            + String.join(",", rows));
  }

  private void insert(int id, String more) {
    spark.sql("INSERT INTO " + table() + " VALUES (" + id + ", " + more + ")");
  }

  private ContinuousDeltaSourceBuilder source() {
    return DeltaSource.forContinuousRowData("file://" + path)
        .updateCheckInterval(Duration.ofMillis(20))
        .updateCheckDelay(Duration.ZERO);
  }

  /** By one reader, and so in the order of the commits. */
  private static CloseableIterator<String> read(ContinuousDeltaSourceBuilder source)
      throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);
    return env.fromSource(source.build(), WatermarkStrategy.noWatermarks(), "delta")
        .map(row -> Integer.toString(row.getInt(0)))
        .returns(Types.STRING)
        .executeAndCollect();
  }

  private static List<String> readAll(ContinuousDeltaSourceBuilder source) throws Exception {
    try (CloseableIterator<String> rows = read(source)) {
      return untilLast(rows);
    }
  }

  private static List<String> untilLast(CloseableIterator<String> rows) {
    List<String> read = new ArrayList<>();
    for (String row = rows.next(); !row.equals(Integer.toString(LAST)); row = rows.next()) {
      read.add(row);
    }
    return read;
  }

  private static List<String> next(CloseableIterator<String> rows, int count) {
    List<String> next = new ArrayList<>();
    while (next.size() < count) {
      next.add(rows.next());
    }
    return next;
  }
}
