package io.pinflow.delta.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.testing.SqlSession;
import io.pinflow.testing.fixture.FlinkCluster;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CREATE TABLE statements and their options, beside the table as it is. */
class TableDeclarationIT {

  @RegisterExtension private static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(4);

  @TempDir private Path folder;
  private SqlSession sql;
  private PlacesTable places;

  @BeforeEach
  void createTable() {
    sql = SqlSession.open();
    places = PlacesTable.create(folder.resolve("places"));
    places.declareIn(sql);
  }

  @Test
  void takesSomeOfTheColumnsInAnyOrder() throws Exception {
    places.append("x", "2024-03-30", 2);
    sql.run(
        String.format(
            "CREATE TABLE some_columns (place STRING, ind INT) WITH ('connector' = 'delta', 'table-path' = '%s')",
            places.path()));
    assertThat(sql.run("SELECT * FROM some_columns ORDER BY ind"))
        .containsExactly("+I[x, 0]", "+I[x, 1]");
  }

  @Test
  void resolvesARelativePathAgainstTheSessionsRoot() throws Exception {
    places.append("x", "2024-03-30", 2);
    sql.run(
        "CREATE TABLE relative (ind INT) WITH ('connector' = 'delta', 'table-path' = 'places')");
    assertThatThrownBy(() -> sql.run("SELECT * FROM relative"))
        .hasStackTraceContaining("'delta.table-root' is not set");
    sql.environment().getConfig().set(DeltaConnectorOptions.TABLE_ROOT, folder.toUri().toString());
    assertThat(sql.run("SELECT COUNT(*) FROM relative")).containsExactly("+I[2]");
  }

  @Test
  void takesTheRootFromTheFlinkConfiguration() {
    Configuration configuration = new Configuration();
    configuration.set(DeltaConnectorOptions.TABLE_ROOT, folder.toString());
    sql =
        SqlSession.open(
            EnvironmentSettings.newInstance()
                .inBatchMode()
                .withConfiguration(configuration)
                .build());
    sql.run(
        "CREATE TABLE relative (ind INT) WITH ('connector' = 'delta', 'table-path' = 'places')");
    assertThat(sql.run("SELECT * FROM relative")).isEmpty();
  }

  @Test
  void namesTheOptionWhichIsMisspelt() {
    assertThatThrownBy(() -> sql.run("SELECT * FROM t /*+ OPTIONS('version-as-of' = '1') */"))
        .hasStackTraceContaining("There is no option 'version-as-of'. Was 'versionAsOf' meant?");
  }

  @Test
  void refusesTheSessionsOptionOnATable() {
    sql.run(
        "CREATE TABLE odd (ind INT) WITH ('connector' = 'delta', 'table-path' = 'odd',"
            + " 'delta.table-root' = '/x')");
    assertThatThrownBy(() -> sql.run("SELECT * FROM odd"))
        .hasStackTraceContaining("it is an option of the session");
  }

  @Test
  void takesAnAbsentTableForAnEmptyOneIfItIsToldTo() throws Exception {
    sql.run(
        String.format(
            "CREATE TABLE later (ind INT) WITH ('connector' = 'delta', 'table-path' = '%s',"
                + " 'source.empty-if-absent' = 'true')",
            folder.resolve("later")));
    sql.run("CREATE VIEW odd AS SELECT ind FROM later WHERE MOD(ind, 2) = 1");

    assertThat(sql.run("SELECT * FROM odd")).isEmpty();
    assertThat(sql.run("SELECT COUNT(*) FROM later")).containsExactly("+I[0]");
    assertThatThrownBy(() -> sql.run("SELECT * FROM later /*+ OPTIONS('mode' = 'streaming') */"))
        .hasStackTraceContaining("later");

    sql.run("INSERT INTO later VALUES (1), (2)");
    assertThat(sql.run("SELECT * FROM odd")).containsExactly("+I[1]");
  }

  @Test
  void namesThePathWhereThereIsNoTable() {
    sql.run(
        String.format(
            "CREATE TABLE absent (ind INT) WITH ('connector' = 'delta', 'table-path' = '%s')",
            folder.resolve("absent")));
    assertThatThrownBy(() -> sql.run("SELECT * FROM absent"))
        .hasStackTraceContaining("There is no Delta table at '" + folder.resolve("absent") + "'");
  }

  @Test
  void listsEveryDifferenceBetweenTheStatementAndTheTable() {
    sql.run(
        String.format(
            "CREATE TABLE wrong (Ind INT, coordinates ARRAY<INT>, `at` TIMESTAMP_LTZ(3), x INT, place STRING)"
                + " PARTITIONED BY (place) WITH ('connector' = 'delta', 'table-path' = '%s')",
            places.path()));
    assertThatThrownBy(() -> sql.run("SELECT * FROM wrong"))
        .hasStackTraceContaining("'ind' is: names are case sensitive")
        .hasStackTraceContaining("column 'coordinates' is declared ARRAY<INT>, is ARRAY<DOUBLE>")
        .hasStackTraceContaining("column 'at' is declared TIMESTAMP_LTZ(3), is TIMESTAMP_LTZ(6)")
        .hasStackTraceContaining("column 'x' is not there")
        .hasStackTraceContaining(
            "declared as partitioned by [place], is partitioned by [place, day]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "VARCHAR(5)|Declare STRING",
        "CHAR(3)|Declare STRING",
        "ROW<a ARRAY<VARCHAR(5)>>|Declare STRING",
        "VARBINARY(5)|Declare BYTES",
        "BINARY(3)|Declare BYTES"
      })
  void refusesToMakeATableWithLengthsWhichItWouldRefuseToRead(String type, String remedy) {
    sql.run(
        String.format(
            "CREATE TABLE short (id INT, code %s) WITH ('connector' = 'delta', 'table-path' = '%s')",
            type, folder.resolve("short")));
    assertThatThrownBy(() -> sql.run("INSERT INTO short SELECT 1, CAST(NULL AS " + type + ")"))
        .hasStackTraceContaining("Column 'code' of the Delta table")
        .hasStackTraceContaining(remedy);
    assertThat(folder.resolve("short")).doesNotExist();
  }
}
