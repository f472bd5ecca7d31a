package io.pinflow.delta.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import io.pinflow.delta.testing.ParquetFiles;
import io.pinflow.delta.testing.TestTable;
import io.pinflow.testing.fixture.FlinkCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.provider.CsvSource;

class StreamingSqlIT {

  private static final StructType SCHEMA =
      new StructType()
          .add("ind", IntegerType.INTEGER)
          .add("at", TimestampType.TIMESTAMP)
          .add("place", StringType.STRING);

  private static final long MINUTE_MICROS = 60_000_000L;

  @RegisterExtension private static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(4);

  @TempDir private Path folder;
  private TableEnvironment env;
  private TestTable table;

  @BeforeEach
  void createTable() throws Exception {
    env = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
    env.getConfig().set("table.local-time-zone", "UTC");
    env.getConfig().set("parallelism.default", "2");
    table = TestTable.create(folder.resolve("places"), SCHEMA, "place");
    env.executeSql(
        String.format(
            "CREATE TABLE t (ind INT, place STRING, `at` TIMESTAMP_LTZ(6),"
                + " seen AS CAST(`at` AS TIMESTAMP_LTZ(3)), WATERMARK FOR seen AS seen) PARTITIONED BY (place) WITH ('connector' ="
                + " 'delta', 'table-path' = '%s', 'updateCheckIntervalMillis' = '20',"
                + " 'updateCheckDelayMillis' = '0')",
            table.path()));
    append("here", 0);
  }

  @Test
  void aQueryReadsTheTableAndThenWhatIsAppended() throws Exception {
    try (CloseableIterator<Row> rows =
        query("SELECT place, ind FROM t /*+ OPTIONS('mode' = 'streaming') */ WHERE ind <> 1")) {
      assertThat(next(rows, 1)).containsExactly("+I[here, 0]");
      append("there", 1);
      append("there", 2);
      assertThat(next(rows, 1)).containsExactly("+I[there, 2]");
      append(null, 3);
      assertThat(next(rows, 1)).containsExactly("+I[null, 3]");
    }
  }

  @Test
  void aQueryReadsOnlyTheFilesOfThePartitionsAsked() throws Exception {
    // A file which is not there shows that it is not opened.
    deleteDataFiles("place=here");
    env.executeSql(
        String.format(
            "CREATE TABLE u (ind INT, place STRING) WITH ('connector' = 'delta', 'table-path' ="
                + " '%s', 'mode' = 'streaming', 'updateCheckIntervalMillis' = '20')",
            table.path()));
    try (CloseableIterator<Row> rows = query("SELECT ind FROM u WHERE place = 'there'")) {
      append("there", 1);
      assertThat(next(rows, 1)).containsExactly("+I[1]");
      append("here", 2);
      append("there", 3);
      assertThat(next(rows, 1)).containsExactly("+I[3]");
    }
  }

  @Test
  void windowsCloseByTheRowsTimestamps() throws Exception {
    // One reader takes the commits in their order.
    env.getConfig().set("parallelism.default", "1");
    env.executeSql(
        "CREATE TEMPORARY VIEW s AS SELECT * FROM t /*+ OPTIONS('mode' = 'streaming') */");
    try (CloseableIterator<Row> rows =
        query(
            "SELECT window_start, COUNT(*) FROM TABLE(TUMBLE(TABLE s, DESCRIPTOR(seen), INTERVAL"
                + " '1' MINUTE)) GROUP BY window_start, window_end")) {
      append("here", 0);
      append("here", 1);
      assertThat(next(rows, 1)).containsExactly("+I[1970-01-01T00:00, 2]");
    }
  }

  @ParameterizedTest
  @CsvSource({"startingVersion,2", "startingVersion,latest", "startingTimestamp,2001-01-01"})
  void aQueryBeginsWhereItIsTold(String option, String value) throws Exception {
    append("there", 1);
    boolean fromTheBegin = option.equals("startingTimestamp");
    String hint = String.format("OPTIONS('mode' = 'streaming', '%s' = '%s')", option, value);
    try (CloseableIterator<Row> rows = query("SELECT ind FROM t /*+ " + hint + " */")) {
      assertThat(next(rows, fromTheBegin ? 2 : 1)).contains("+I[1]");
      append("there", 2);
      assertThat(next(rows, 1)).containsExactly("+I[2]");
    }
  }

  @Test
  void refusesOptionsThatMakeNoSense() {
    for (String option :
        List.of(
            "'versionAsOf' = '0'",
            "'timestampAsOf' = '2024-03-31'",
            "'startingVersion' = 'x'",
            "'startingTimestamp' = 'yesterday'",
            "'updateCheckIntervalMillis' = '0'",
            "'updateCheckDelayMillis' = '-1'")) {
      assertThatThrownBy(
              () -> query("SELECT * FROM t /*+ OPTIONS('mode' = 'streaming', " + option + ") */"))
          .as(option)
          .hasStackTraceContaining(option.substring(0, option.indexOf(' ')))
          .hasStackTraceContaining(option.substring(option.indexOf("= '") + 2));
    }
  }

  private CloseableIterator<Row> query(String sql) {
    return env.executeSql(sql).collect();
  }

  private static List<String> next(CloseableIterator<Row> rows, int count) {
    List<String> next = new ArrayList<>();
    while (next.size() < count) {
      next.add(rows.next().toString());
    }
    return next;
  }

  private void deleteDataFiles(String directory) throws IOException {
    try (Stream<Path> files = Files.list(table.folder().resolve(directory))) {
      for (Path file : files.collect(Collectors.toList())) {
        Files.delete(file);
      }
    }
  }

  private void append(String place, int ind) throws Exception {
    table.append(
        Map.of(
            "place", place == null ? Literal.ofNull(StringType.STRING) : Literal.ofString(place)),
        ParquetFiles.of(
            "message m { optional int32 ind; optional int64 at (TIMESTAMP(MICROS,true)); }"),
        1,
        (row, i) -> row.append("ind", ind).append("at", ind * MINUTE_MICROS));
  }
}
