package io.pinflow.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.DeltaTableInfo;
import io.pinflow.delta.sink.DeltaSink;
import io.pinflow.jobs.config.JobArguments;
import io.pinflow.jobs.tables.MaintainCommand;
import io.pinflow.testing.fixture.FlinkCluster;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class MaintenanceJobIT {

  @RegisterExtension static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(2);

  private static final RowType TYPE =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("id", DataTypes.BIGINT()), DataTypes.FIELD("p", DataTypes.INT()))
              .getLogicalType();

  @TempDir private Path lake;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @BeforeEach
  void writeTables() throws Exception {
    for (String table : List.of("one", "two")) {
      for (int file = 0; file < 3; file++) {
        append(table);
      }
    }
  }

  @Test
  void maintainsEveryTableOfTheFolderOnACluster() throws Exception {
    assertThat(info("one").files()).isGreaterThanOrEqualTo(6);

    run("--parallelism", "2");

    for (String table : List.of("one", "two")) {
      DeltaTableInfo after = info(table);
      assertThat(after.files()).as("one per partition").isEqualTo(2);
      assertThat(after.rows()).isEqualTo(300);
      assertThat(after.version()).as("creation, three appends, two groups").isEqualTo(5);
      assertThat(lake.resolve(table).resolve("_delta_log/_last_checkpoint")).exists();
    }
  }

  @Test
  void maintainsTablesOfAFolderOfTheFolderToo() throws Exception {
    for (int file = 0; file < 3; file++) {
      append("gold/three");
    }

    run("--tables", "gold/three", "--operations", "compact");
    assertThat(info("gold/three").files()).isEqualTo(2);
    assertThat(info("one").version()).isEqualTo(3);

    run("--operations", "checkpoint");
    assertThat(lake.resolve("gold/three/_delta_log/_last_checkpoint")).exists();
    assertThat(lake.resolve("one/_delta_log/_last_checkpoint")).exists();
  }

  @Test
  void doesOnlyWhatItIsToldToTheTablesItIsTold() throws Exception {
    run("--tables", "two", "--operations", "compact", "--where", "p = 1");

    assertThat(info("one").version()).isEqualTo(3);
    assertThat(info("two").version()).isEqualTo(4);
    assertThat(lake.resolve("two/_delta_log/_last_checkpoint")).doesNotExist();
  }

  @Test
  void changesNothingInADryRun() throws Exception {
    run("--dry-run", "true");

    assertThat(info("one").version()).isEqualTo(3);
    assertThat(info("two").version()).isEqualTo(3);
  }

  @Test
  void theCommandDoesTheSameInItsOwnProcessAndTellsOfEachTable() throws Exception {
    assertThat(command("--tables", "one", "--dry-run", "true")).isZero();
    assertThat(out.toString(UTF_8)).contains("; would compact").contains("in 2 groups");
    out.reset();

    assertThat(command()).isZero();

    assertThat(out.toString(UTF_8).lines())
        .hasSize(2)
        .allMatch(line -> line.matches("(one|two): \\d+ files .* -> 2 files .*; compacted .*"));
    assertThat(info("one").files()).isEqualTo(2);
    assertThat(info("two").rows()).isEqualTo(300);
  }

  @Test
  void theCommandRefusesWhatCannotBeDone() {
    assertThat(command("--tables", "none")).isEqualTo(2);
    assertThat(command("--where", "p ~ 1")).isEqualTo(2);
    assertThat(command("--where", "id = 1")).isEqualTo(2);
    assertThat(command("--sort", "nothing")).isEqualTo(2);
    assertThat(command("--retention", "1 h")).isEqualTo(2);
    assertThat(command("--target-size", "big")).isEqualTo(2);
    assertThat(out.toString(UTF_8).lines().filter(line -> !line.contains(" -> ")))
        .hasSize(6)
        .anyMatch(line -> line.contains("no Delta table") && line.contains("/two"))
        .anyMatch(line -> line.contains("expected a comparison at '~ 1'"))
        .anyMatch(line -> line.contains("'id' is no partition column"))
        .anyMatch(line -> line.contains("no column 'nothing'"))
        .anyMatch(line -> line.contains("at least 7 days"))
        .anyMatch(line -> line.contains("target-size = 'big'"));
  }

  private int command(String... args) {
    List<String> all = new ArrayList<>(List.of("--table-root", lake.toString()));
    all.addAll(List.of(args));
    PrintStream print = new PrintStream(out, true, UTF_8);
    return MaintainCommand.run(all.toArray(new String[0]), print, print);
  }

  private void run(String... args) throws Exception {
    List<String> all = new ArrayList<>(List.of("MaintenanceJob", "--table-root", lake.toString()));
    all.addAll(List.of(args));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    env.setParallelism(1);
    JobArguments arguments = JobArguments.of(all.toArray(new String[0]));
    new JobLauncher().define("MaintenanceJob", arguments, env);
    env.execute();
  }

  private void append(String table) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    env.setRuntimeMode(RuntimeExecutionMode.BATCH);
    env.setParallelism(1);
    env.fromSequence(0, 99)
        .map(id -> (RowData) GenericRowData.of(id, (int) (id % 2)))
        .returns(InternalTypeInfo.of(TYPE))
        .sinkTo(DeltaSink.forRowData(path(table), TYPE).partitionBy("p").build());
    env.execute();
  }

  private DeltaTableInfo info(String table) {
    return DeltaTableInfo.read(path(table), new Configuration()).orElseThrow();
  }

  private String path(String table) {
    return lake.resolve(table).toUri().toString();
  }
}
