package io.pinflow.delta.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.testing.SqlSession;
import io.pinflow.testing.fixture.FlinkCluster;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.flink.table.api.ExplainDetail;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a query need not read it leaves out, and what the planner is told of the rest. */
class SqlPushDownIT {

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
  void readsOnlyTheFilesOfThePartitionsAsked() throws Exception {
    places.append("x", "2024-03-30", 1);
    places.append("x", "2024-03-31", 2);
    places.append("y", "2024-03-31", 3);
    // A file which is not there shows that it is not opened.
    places.append("gone", "2024-04-01", 1);
    places.deleteDataFiles("place=gone");
    assertThat(sql.run("SELECT COUNT(*) FROM t WHERE `day` = DATE '2024-03-31'"))
        .containsExactly("+I[5]");
    assertThat(sql.run("SELECT COUNT(*) FROM t WHERE `day` < DATE '2024-03-31'"))
        .containsExactly("+I[1]");
    assertThat(
            sql.run(
                "SELECT COUNT(*) FROM t WHERE `day` IN (DATE '2024-03-30', DATE '2024-03-31') AND place <> 'z'"))
        .containsExactly("+I[6]");
    assertThat(sql.run("SELECT COUNT(*) FROM t WHERE place = 'x' OR place = 'y' AND ind > 1"))
        .containsExactly("+I[4]");
    assertThat(sql.run("SELECT COUNT(*) FROM t WHERE place BETWEEN 'x' AND 'y'"))
        .containsExactly("+I[6]");
    assertThatThrownBy(() -> sql.run("SELECT COUNT(ind) FROM t"))
        .hasStackTraceContaining("no longer there");
  }

  @Test
  void leavesOutFilesByTheirStatisticsAndNoRowThatFits() throws Exception {
    Instant least = Instant.parse("2024-03-31T00:00:00.000123Z");
    Instant greatest = Instant.parse("2024-03-31T00:00:00.000987Z");
    places.appendInstants("present", least, greatest);
    places.appendInstants(
        "gone", Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2025-01-01T00:00:01Z"));
    places.deleteDataFiles("place=gone");
    for (String condition :
        List.of(
            "`at` >= %s.000987' AS TIMESTAMP_LTZ(6)) AND `at` < %s.1' AS TIMESTAMP_LTZ(6))",
            "`at` > %s.000986' AS TIMESTAMP_LTZ(6)) AND `at` < %s.1' AS TIMESTAMP_LTZ(6))",
            "`at` = %s.000987' AS TIMESTAMP_LTZ(6))",
            "%s.000123' AS TIMESTAMP_LTZ(6)) >= `at`",
            "`at` = %s.000123' AS TIMESTAMP_LTZ(6))")) {
      String fits = condition.replace("%s", "CAST('2024-03-31 00:00:00");
      assertThat(sql.run("SELECT COUNT(*) FROM t WHERE " + fits)).as(fits).containsExactly("+I[1]");
    }
  }

  @Test
  void readsNoMoreFilesThanALimitNeeds() throws Exception {
    places.append("x", "2024-03-30", 1_000);
    places.append("gone", "2024-03-30", 10);
    places.deleteDataFiles("place=gone");
    assertThat(sql.run("SELECT ind FROM t LIMIT 5")).hasSize(5);
  }

  @Test
  void tellsThePlannerTheNumberOfRows() throws Exception {
    places.append("x", "2024-03-30", 1_000);
    places.append("y", "2024-03-30", 20);
    assertThat(sql.environment().explainSql("SELECT * FROM t", ExplainDetail.ESTIMATED_COST))
        .contains("rowcount = 1020.0");
  }
}
