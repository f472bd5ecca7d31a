package io.pinflow.delta.table;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.testing.ParquetFiles;
import io.pinflow.delta.testing.TestTable;
import io.pinflow.testing.fixture.FlinkCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.ExplainDetail;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DeltaSqlIT {

  private static final StructType SCHEMA =
      new StructType()
          .add("ind", IntegerType.INTEGER)
          .add("coordinates", new ArrayType(DoubleType.DOUBLE, true))
          .add("at", TimestampType.TIMESTAMP)
          .add("place", StringType.STRING)
          .add("day", DateType.DATE);

  private static final String FILE_SCHEMA =
      "message m { optional int32 ind;"
          + " optional group coordinates (LIST) { repeated group list { optional double element; } }"
          + " optional int64 at (TIMESTAMP(MICROS,true)); }";

  private static final String DDL =
      "CREATE TABLE t (ind INT, coordinates ARRAY<DOUBLE>, `at` TIMESTAMP_LTZ(6), place STRING,"
          + " `day` DATE) PARTITIONED BY (place, `day`) WITH ('connector' = 'delta', 'table-path' = '%s')";

  private static final String AS_OF =
      "SELECT COUNT(*) FROM t /*+ OPTIONS('timestampAsOf' = '%s') */";

  @RegisterExtension private static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(4);

  @TempDir private Path folder;
  private TableEnvironment env;
  private TestTable table;

  @BeforeEach
  void createTable() {
    env = TableEnvironment.create(EnvironmentSettings.inBatchMode());
    env.getConfig().set("table.local-time-zone", "UTC");
    table = TestTable.create(folder.resolve("places"), SCHEMA, "place", "day");
    env.executeSql(String.format(DDL, table.path()));
  }

  @Test
  void anEmptyTableHasNoRows() {
    assertThat(query("SELECT COUNT(*) FROM t")).containsExactly("+I[0]");
    assertThat(query("SELECT * FROM t")).isEmpty();
  }

  @Test
  void readsEveryColumnAndPartitionValue() throws Exception {
    append("a b/c%2F=\u00e9:\u96ea", "2024-03-31", 2);
    append(null, "1969-12-31", 1);
    assertThat(query("SELECT * FROM t ORDER BY place, ind"))
        .containsExactly(
            "+I[0, [0.5, null], 1969-12-31T23:59:59.999999Z, null, 1969-12-31]",
            "+I[0, [0.5, null], 1969-12-31T23:59:59.999999Z, a b/c%2F=\u00e9:\u96ea, 2024-03-31]",
            "+I[1, [], 1970-01-01T00:00:00Z, a b/c%2F=\u00e9:\u96ea, 2024-03-31]");
    assertThat(query("SELECT `day`, ind FROM t WHERE place IS NULL"))
        .containsExactly("+I[1969-12-31, 0]");
  }

  @Test
  void readsOnlyTheFilesOfThePartitionsAsked() throws Exception {
    append("x", "2024-03-30", 1);
    append("x", "2024-03-31", 2);
    append("y", "2024-03-31", 3);
    // A file which is not there shows that it is not opened.
    append("gone", "2024-04-01", 1);
    deleteDataFiles("place=gone");
    assertThat(query("SELECT COUNT(*) FROM t WHERE `day` = DATE '2024-03-31'"))
        .containsExactly("+I[5]");
    assertThat(query("SELECT COUNT(*) FROM t WHERE `day` < DATE '2024-03-31'"))
        .containsExactly("+I[1]");
    assertThat(
            query(
                "SELECT COUNT(*) FROM t WHERE `day` IN (DATE '2024-03-30', DATE '2024-03-31') AND place <> 'z'"))
        .containsExactly("+I[6]");
    assertThat(query("SELECT COUNT(*) FROM t WHERE place = 'x' OR place = 'y' AND ind > 1"))
        .containsExactly("+I[4]");
    assertThat(query("SELECT COUNT(*) FROM t WHERE place BETWEEN 'x' AND 'y'"))
        .containsExactly("+I[6]");
    assertThatThrownBy(() -> query("SELECT COUNT(ind) FROM t"))
        .hasStackTraceContaining("no longer there");
  }

  @Test
  void leavesOutFilesByTheirStatisticsAndNoRowThatFits() throws Exception {
    Instant least = Instant.parse("2024-03-31T00:00:00.000123Z");
    Instant greatest = Instant.parse("2024-03-31T00:00:00.000987Z");
    appendInstants("present", least, greatest);
    appendInstants(
        "gone", Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2025-01-01T00:00:01Z"));
    deleteDataFiles("place=gone");
    for (String condition :
        List.of(
            "`at` >= %s.000987' AS TIMESTAMP_LTZ(6)) AND `at` < %s.1' AS TIMESTAMP_LTZ(6))",
            "`at` > %s.000986' AS TIMESTAMP_LTZ(6)) AND `at` < %s.1' AS TIMESTAMP_LTZ(6))",
            "`at` = %s.000987' AS TIMESTAMP_LTZ(6))",
            "%s.000123' AS TIMESTAMP_LTZ(6)) >= `at`",
            "`at` = %s.000123' AS TIMESTAMP_LTZ(6))")) {
      String sql = condition.replace("%s", "CAST('2024-03-31 00:00:00");
      assertThat(query("SELECT COUNT(*) FROM t WHERE " + sql)).as(sql).containsExactly("+I[1]");
    }
  }

  @Test
  void readsNoMoreFilesThanALimitNeeds() throws Exception {
    append("x", "2024-03-30", 1_000);
    append("gone", "2024-03-30", 10);
    deleteDataFiles("place=gone");
    assertThat(query("SELECT ind FROM t LIMIT 5")).hasSize(5);
  }

  @Test
  void tellsThePlannerTheNumberOfRows() throws Exception {
    append("x", "2024-03-30", 1_000);
    append("y", "2024-03-30", 20);
    assertThat(env.explainSql("SELECT * FROM t", ExplainDetail.ESTIMATED_COST))
        .contains("rowcount = 1020.0");
  }

  @Test
  void takesSomeOfTheColumnsInAnyOrder() throws Exception {
    append("x", "2024-03-30", 2);
    env.executeSql(
        String.format(
            "CREATE TABLE some_columns (place STRING, ind INT) WITH ('connector' = 'delta', 'table-path' = '%s')",
            table.path()));
    assertThat(query("SELECT * FROM some_columns ORDER BY ind"))
        .containsExactly("+I[x, 0]", "+I[x, 1]");
  }

  @Test
  void resolvesARelativePathAgainstTheSessionsRoot() throws Exception {
    append("x", "2024-03-30", 2);
    env.executeSql(
        "CREATE TABLE relative (ind INT) WITH ('connector' = 'delta', 'table-path' = 'places')");
    assertThatThrownBy(() -> query("SELECT * FROM relative"))
        .hasStackTraceContaining("'delta.table-root' is not set");
    env.getConfig().set(DeltaConnectorOptions.TABLE_ROOT, folder.toUri().toString());
    assertThat(query("SELECT COUNT(*) FROM relative")).containsExactly("+I[2]");
  }

  @Test
  void takesTheRootFromTheFlinkConfiguration() {
    Configuration configuration = new Configuration();
    configuration.set(DeltaConnectorOptions.TABLE_ROOT, folder.toString());
    env =
        TableEnvironment.create(
            EnvironmentSettings.newInstance()
                .inBatchMode()
                .withConfiguration(configuration)
                .build());
    env.executeSql(
        "CREATE TABLE relative (ind INT) WITH ('connector' = 'delta', 'table-path' = 'places')");
    assertThat(query("SELECT * FROM relative")).isEmpty();
  }

  @Test
  void insertsIntoATableItCreatesAndReadsItBack() throws ExecutionException, InterruptedException {
    env.executeSql(
        String.format(
            "CREATE TABLE made (ind INT, at_time TIMESTAMP_LTZ(6), numbers ARRAY<DOUBLE>, place STRING, `day` DATE)"
                + " PARTITIONED BY (place, `day`) WITH ('connector' = 'delta', 'table-path' = '%s',"
                + " 'delta.checkpointInterval' = '5')",
            folder.resolve("made")));
    insert(
        "INSERT INTO made VALUES"
            + " (1, CAST('1969-12-31 23:59:59.999999' AS TIMESTAMP_LTZ(6)), ARRAY[1.5, CAST(NULL AS DOUBLE)],"
            + "  'a b/c%2F=\u00e9:\u96ea', DATE '1969-12-31'),"
            + " (2, CAST(NULL AS TIMESTAMP_LTZ(6)), CAST(NULL AS ARRAY<DOUBLE>), CAST(NULL AS STRING), CAST(NULL AS DATE))");
    insert(
        "INSERT INTO made PARTITION (`day` = '2024-11-03')"
            + " SELECT 3, CAST('2024-11-03 05:30:00' AS TIMESTAMP_LTZ(6)), ARRAY[CAST(2 AS DOUBLE)], 'x'");
    assertThat(query("SELECT * FROM made ORDER BY ind"))
        .containsExactly(
            "+I[1, 1969-12-31T23:59:59.999999Z, [1.5, null], a b/c%2F=\u00e9:\u96ea, 1969-12-31]",
            "+I[2, null, null, null, null]", "+I[3, 2024-11-03T05:30:00Z, [2.0], x, 2024-11-03]");
    assertThat(query("SELECT ind FROM made WHERE place = 'a b/c%2F=\u00e9:\u96ea'"))
        .containsExactly("+I[1]");
    assertThat(query("SELECT ind FROM made WHERE `day` IS NULL")).containsExactly("+I[2]");
  }

  @Test
  void readsTheVersionAskedByNumberOrTime() throws Exception {
    append("x", "2024-03-30", 1);
    append("x", "2024-03-30", 2);
    assertThat(query("SELECT COUNT(*) FROM t /*+ OPTIONS('versionAsOf' = '1') */"))
        .containsExactly("+I[1]");
    try (DeltaEngine engine = DeltaEngine.create(new Configuration())) {
      Instant second =
          Instant.ofEpochMilli(
              DeltaTable.at(engine, table.path()).atVersion(2).getTimestamp(engine.kernel()));
      assertThat(query(String.format(AS_OF, second))).containsExactly("+I[3]");
      assertThat(query(String.format(AS_OF, second.minusMillis(1)))).containsExactly("+I[1]");
    }
    assertThatThrownBy(
            () ->
                query(
                    "SELECT * FROM t /*+ OPTIONS('versionAsOf' = '1', 'timestampAsOf' = '2024-03-31') */"))
        .hasStackTraceContaining("'versionAsOf' is set too");
  }

  @Test
  void namesTheOptionWhichIsMisspelt() {
    assertThatThrownBy(() -> query("SELECT * FROM t /*+ OPTIONS('version-as-of' = '1') */"))
        .hasStackTraceContaining("There is no option 'version-as-of'. Was 'versionAsOf' meant?");
  }

  @Test
  void refusesTheSessionsOptionOnATable() {
    env.executeSql(
        "CREATE TABLE odd (ind INT) WITH ('connector' = 'delta', 'table-path' = 'odd',"
            + " 'delta.table-root' = '/x')");
    assertThatThrownBy(() -> query("SELECT * FROM odd"))
        .hasStackTraceContaining("it is an option of the session");
  }

  @Test
  void namesThePathWhereThereIsNoTable() {
    env.executeSql(
        String.format(
            "CREATE TABLE absent (ind INT) WITH ('connector' = 'delta', 'table-path' = '%s')",
            folder.resolve("absent")));
    assertThatThrownBy(() -> query("SELECT * FROM absent"))
        .hasStackTraceContaining("There is no Delta table at '" + folder.resolve("absent") + "'");
  }

  @Test
  void listsEveryDifferenceBetweenTheStatementAndTheTable() {
    env.executeSql(
        String.format(
            "CREATE TABLE wrong (Ind INT, coordinates ARRAY<INT>, `at` TIMESTAMP_LTZ(3), x INT, place STRING)"
                + " PARTITIONED BY (place) WITH ('connector' = 'delta', 'table-path' = '%s')",
            table.path()));
    assertThatThrownBy(() -> query("SELECT * FROM wrong"))
        .hasStackTraceContaining("'ind' is: names are case sensitive")
        .hasStackTraceContaining("column 'coordinates' is declared ARRAY<INT>, is ARRAY<DOUBLE>")
        .hasStackTraceContaining("column 'at' is declared TIMESTAMP_LTZ(3), is TIMESTAMP_LTZ(6)")
        .hasStackTraceContaining("column 'x' is not there")
        .hasStackTraceContaining(
            "declared as partitioned by [place], is partitioned by [place, day]");
  }

  @Test
  void joinsAndAggregatesTablesOfManyRows() throws Exception {
    append("x", "2024-03-30", 60_000);
    append("y", "2024-03-30", 60_000);
    assertThat(
            query(
                "SELECT a.place, COUNT(*), SUM(a.ind), MAX(b.ind), COUNT(a.coordinates[1])"
                    + " FROM t a JOIN t b ON a.ind = b.ind AND b.place = 'y' GROUP BY a.place ORDER BY a.place"))
        .containsExactly(
            "+I[x, 60000, 1799970000, 59999, 30000]", "+I[y, 60000, 1799970000, 59999, 30000]");
  }

  private void append(String place, String day, int rows) throws Exception {
    table.append(partition(place, day), ParquetFiles.of(FILE_SCHEMA), rows, DeltaSqlIT::fill);
  }

  private void appendInstants(String place, Instant least, Instant greatest) throws Exception {
    long[] micros = {micros(least), micros(greatest)};
    table.append(
        partition(place, "2024-03-31"),
        ParquetFiles.of(FILE_SCHEMA),
        2,
        (row, i) -> row.append("at", micros[i]),
        Map.of("at", Literal.ofTimestamp(micros[0])),
        Map.of("at", Literal.ofTimestamp(micros[1])));
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
  }

  private static Map<String, Literal> partition(String place, String day) {
    return Map.of(
        "place",
        place == null ? Literal.ofNull(StringType.STRING) : Literal.ofString(place),
        "day",
        Literal.ofDate((int) LocalDate.parse(day).toEpochDay()));
  }

  /** Arrays in turn [0.5, null] and []; instants from one microsecond before 1970 on. */
  private static void fill(Group row, int i) {
    row.append("ind", i).append("at", i - 1L);
    Group coordinates = row.addGroup("coordinates");
    if (i % 2 == 0) {
      coordinates.addGroup("list").append("element", i + 0.5);
      coordinates.addGroup("list");
    }
  }

  private void deleteDataFiles(String partition) throws Exception {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(table.folder())) {
      files =
          walk.filter(file -> file.toString().contains(partition))
              .filter(file -> file.toString().endsWith(".parquet"))
              .collect(toList());
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      Files.delete(file);
    }
  }

  private void insert(String sql) throws ExecutionException, InterruptedException {
    env.executeSql(sql).await();
  }

  private List<String> query(String sql) {
    List<String> rows = new ArrayList<>();
    try (CloseableIterator<Row> result = env.executeSql(sql).collect()) {
      result.forEachRemaining(row -> rows.add(row.toString()));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return rows;
  }
}
