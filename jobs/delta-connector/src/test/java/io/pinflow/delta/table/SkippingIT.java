package io.pinflow.delta.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import io.pinflow.delta.kernel.DataFile;
import io.pinflow.delta.kernel.DeltaAppender;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.kernel.TransactionId;
import io.pinflow.delta.testing.FaultyFileSystem;
import io.pinflow.delta.testing.ParquetFiles;
import io.pinflow.delta.testing.TestTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A query opens only those data files which, by the log's statistics, may hold what it asks for.
 */
class SkippingIT {

  private static final int FILES = 1_000;
  private static final int ROWS_PER_FILE = 10;
  private static final Instant BEGIN = Instant.parse("2024-03-01T00:00:00Z");

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir private static Path folder;
  private TableEnvironment env;

  /** File i has the ids from 10 i on, an instant an hour, and partition i / 500. */
  @BeforeAll
  static void writeTable() throws IOException {
    StructType schema =
        new StructType()
            .add("id", IntegerType.INTEGER)
            .add("number", LongType.LONG)
            .add("name", StringType.STRING)
            .add("moment", TimestampType.TIMESTAMP)
            .add("reading", TimestampNTZType.TIMESTAMP_NTZ)
            .add("sparse", IntegerType.INTEGER)
            .add("word", StringType.STRING)
            .add("ratio", DoubleType.DOUBLE)
            .add("share", FloatType.FLOAT)
            .add("price", new DecimalType(10, 2))
            .add("part", IntegerType.INTEGER);
    TestTable.create(folder, schema, "part");
    ParquetFiles files =
        ParquetFiles.of(
            "message m { optional int32 id; optional int64 number; optional binary name (STRING);"
                + " optional int64 moment (TIMESTAMP(MICROS,true));"
                + " optional int64 reading (TIMESTAMP(MICROS,false)); optional int32 sparse;"
                + " optional binary word (STRING); optional double ratio; optional float share;"
                + " optional int64 price (DECIMAL(10,2)); }");
    List<DataFile> written = new ArrayList<>();
    for (int file = 0; file < FILES; file++) {
      String name = "part-" + file + ".parquet";
      int first = file * ROWS_PER_FILE;
      long micros = BEGIN.plusSeconds(3_600L * file).toEpochMilli() * 1_000;
      boolean hasSparse = file == 7;
      files.write(
          folder.resolve(name),
          ROWS_PER_FILE,
          (row, i) -> {
            row.append("id", first + i).append("number", (long) first + i);
            row.append("name", name(first + i)).append("moment", micros + i);
            row.append("reading", micros + i).append("ratio", (first + i) / 4d);
            row.append("share", (first + i) / 4f).append("price", (first + i) * 25L);
            if (hasSparse) {
              row.append("sparse", i).append("word", "word " + i);
            }
          });
      written.add(
          new DataFile(
              name,
              Map.of("part", Integer.toString(file / 500)),
              Files.size(folder.resolve(name)),
              0,
              ROWS_PER_FILE,
              statistics(first, micros, hasSparse)));
    }
    try (DeltaEngine engine = DeltaEngine.create(new Configuration())) {
      DeltaAppender appender =
          new DeltaAppender(engine, DeltaTable.at(engine, folder.toUri().toString()));
      appender.append(new TransactionId("test", 1), written);
    }
  }

  private static String name(int id) {
    return String.format("name %06d", id);
  }

  private static String statistics(int first, long micros, boolean hasSparse) {
    int last = first + ROWS_PER_FILE - 1;
    // The protocol's millisecond precision: the least is rounded down, so is the greatest.
    String at = Instant.ofEpochMilli(micros / 1_000).toString().replace("Z", ".000");
    int nulls = hasSparse ? 0 : ROWS_PER_FILE;
    return String.format(
        "{\"numRecords\":%d,\"minValues\":{%s},\"maxValues\":{%s},\"nullCount\":{\"id\":0,"
            + "\"number\":0,\"name\":0,\"moment\":0,\"reading\":0,\"ratio\":0,\"share\":0,"
            + "\"price\":0,\"sparse\":%d,\"word\":%d}}",
        ROWS_PER_FILE, bounds(first, at), bounds(last, at), nulls, nulls);
  }

  private static String bounds(int id, String at) {
    return String.format(
        "\"id\":%d,\"number\":%d,\"name\":\"%s\",\"moment\":\"%sZ\",\"reading\":\"%s\","
            + "\"ratio\":%s,\"share\":%s,\"price\":%s",
        id, id, name(id), at, at, id / 4d, id / 4f, BigDecimal.valueOf(id * 25L, 2));
  }

  @BeforeEach
  void createTable() {
    env = TableEnvironment.create(EnvironmentSettings.inBatchMode());
    env.getConfig().set("table.local-time-zone", "Europe/Berlin");
    env.executeSql(
        "CREATE TABLE t (id INT, number BIGINT, name STRING, moment TIMESTAMP_LTZ(6),"
            + " reading TIMESTAMP(6), sparse INT, word STRING, ratio DOUBLE, share FLOAT,"
            + " price DECIMAL(10, 2), part INT) WITH ('connector' = 'delta',"
            + " 'table-path' = '"
            + FaultyFileSystem.path(folder)
            + "')");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "id = 4567                                                  | 1 | 1",
        "4567 = id                                                  | 1 | 1",
        "number = 4567                                              | 1 | 1",
        "id = 4567 AND number <> 5                                  | 1 | 1",
        "id IN (5, 4567)                                            | 2 | 2",
        "id BETWEEN 4567 AND 4572                                   | 6 | 2",
        "name = 'name 004567'                                       | 1 | 1",
        "name LIKE 'name 00456%'                                    | 10 | 1",
        "name LIKE 'name 00456_'                                    | 10 | 1",
        "id > 9995                                                  | 4 | 1",
        "NOT (id <= 9995)                                           | 4 | 1",
        "id < 5 OR id >= 9999                                       | 6 | 2",
        "sparse IS NOT NULL                                         | 10 | 1",
        "sparse = 3                                                 | 1 | 1",
        "sparse < 3                                                 | 3 | 1",
        "sparse <= 3                                                | 4 | 1",
        "sparse > 3                                                 | 6 | 1",
        "sparse >= 3                                                | 7 | 1",
        "sparse <> 3                                                | 9 | 1",
        "NOT (sparse = 3)                                           | 9 | 1",
        "NOT (sparse < 3 OR sparse > 5)                             | 3 | 1",
        "sparse IN (3, 5, 77)                                       | 2 | 1",
        "sparse NOT IN (3, 5, 77)                                   | 8 | 1",
        "sparse BETWEEN 3 AND 5                                     | 3 | 1",
        "sparse = 3 OR id = 4567                                    | 2 | 2",
        "sparse = 3 AND id < 5000                                   | 1 | 1",
        "id < 20 AND (sparse = 3 OR sparse IS NULL)                 | 20 | 2",
        "id < 20 AND (sparse = 3) IS NOT TRUE                       | 20 | 2",
        "word LIKE 'word 3%'                                        | 1 | 1",
        "word = 'word 3'                                            | 1 | 1",
        "id < 20 AND sparse IS NULL                                 | 20 | 2",
        "part = 1 AND id < 5000                                     | 0 | 0",
        "part <> 0 AND id < 5010                                    | 10 | 1",
        "reading = TIMESTAMP '2024-03-01 05:00:00.000003'           | 1 | 1",
        "reading BETWEEN TIMESTAMP '2024-03-01 05:00:00' AND TIMESTAMP '2024-03-01 05:30:00' | 10 | 1",
        // 05:00 in Berlin is 04:00 UTC.
        "moment = TIMESTAMP '2024-03-01 05:00:00.000003'            | 1 | 1",
        "moment >= TIMESTAMP '2024-03-01 05:00:00' AND moment < TIMESTAMP '2024-03-01 05:30:00' | 10 | 1",
        "moment > CAST('2024-04-11 17:00:00' AS TIMESTAMP_LTZ(6))   | 9 | 1",
        "moment < TIMESTAMP '2024-03-01 01:00:00.000005'            | 5 | 1",
        "ratio = 1141.75                                            | 1 | 1",
        "ratio < 2.5E0                                              | 10 | 1",
        "ratio <= 2.5E0                                             | 11 | 2",
        "ratio BETWEEN 1141.75E0 AND 1142E0                         | 2 | 1",
        "share = CAST(1141.75 AS FLOAT)                             | 1 | 1",
        "share < CAST(2.5 AS FLOAT)                                 | 10 | 1",
        "price = 1141.75                                            | 1 | 1",
        "price IN (1.5, 1141.75)                                    | 2 | 2",
        "price < 2.5                                                | 10 | 1",
        "price > 2497.5                                             | 9 | 1",
        "price BETWEEN 1141.75 AND 1142                             | 2 | 1",
      })
  void opensOnlyTheFilesThatMayHoldTheRows(String condition, int rows, int files) {
    long before = FaultyFileSystem.dataFilesOpened();
    assertThat(query("SELECT id, part FROM t WHERE " + condition)).hasSize(rows);
    assertThat(FaultyFileSystem.dataFilesOpened() - before).isEqualTo(files);
  }

  @Test
  void conditionsOnOtherThingsThanColumnsChangeNothing() {
    assertThat(query("SELECT id FROM t WHERE id + 1 = 4568 AND id BETWEEN 4560 AND 4580"))
        .containsExactly("+I[4567]");
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
