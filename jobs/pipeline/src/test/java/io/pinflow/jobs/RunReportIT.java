package io.pinflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pinflow.delta.DeltaTableInfo;
import io.pinflow.jobs.config.JobOption;
import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.jobs.doctor.Check;
import io.pinflow.jobs.doctor.DoctorOptions;
import io.pinflow.jobs.run.RunOptions;
import io.pinflow.testing.fixture.FlinkCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The object by which a job tells that it has ended. */
@Timeout(120)
class RunReportIT {

  @RegisterExtension static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(2);

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir private Path folder;
  private Path report;

  @BeforeEach
  void placeTheReport() {
    report = folder.resolve("_runs/2024-01-31/Job.json");
  }

  @Test
  void isWrittenWhenTheLastOfAllOperatorsHasCommitted() throws Exception {
    Path gate = folder.resolve("gate");
    Path first = folder.resolve("first");
    CompletableFuture<Void> job =
        CompletableFuture.runAsync(() -> launch(new TwoEnds(first, gate)));

    await().atMost(PATIENCE).until(() -> Files.exists(first));
    assertThat(report).as("one of two has committed").doesNotExist();
    Files.createFile(gate);
    job.join();

    assertThat(report)
        .content()
        .contains("\"job\":\"TwoEnds\"", "\"state\":\"FINISHED\"", "\"reason\":\"\"");
  }

  @Test
  void followsTheCommitsOfEveryTableOfAStatementSet() throws Exception {
    SqlJob.main(sqlJob("batch"));

    assertThat(report).content().contains("\"job\":\"SqlJob\"", "\"state\":\"FINISHED\"");
    for (String table : List.of("pair_a", "pair_b")) {
      assertThat(
              DeltaTableInfo.read(
                      folder.resolve("lake").resolve(table).toUri().toString(), new Configuration())
                  .orElseThrow()
                  .rows())
          .isEqualTo(2);
    }
  }

  @Test
  void isRefusedWhereCommitsFollowTheEnd() throws IOException {
    String[] streaming = sqlJob("streaming");

    assertThatThrownBy(() -> SqlJob.main(streaming))
        .hasMessageContaining("run-report = ")
        .hasMessageContaining("SqlJob runs in streaming mode with checkpoints")
        .hasMessageContaining("'batch'");
  }

  @Test
  void replacesThatOfAnEarlierRunAndTellsWhyTheJobCannotStart() throws IOException {
    Files.createDirectories(report.getParent());
    Files.writeString(report, "{\"state\":\"FINISHED\"}");

    assertThatThrownBy(() -> MaintenanceJob.main(new String[] {"--run-report", report.toString()}))
        .hasMessageContaining("table-root: is missing");

    assertThat(report)
        .content()
        .contains("\"job\":\"MaintenanceJob\"", "\"state\":\"REFUSED\"", "table-root: is missing");
  }

  @Test
  void tellsWhyTheJobHasFailed() {
    assertThatThrownBy(() -> launch(new Failing()));

    assertThat(report).content().contains("\"state\":\"FAILED\"", "\"reason\":\"It is over\"");
  }

  private void launch(Job job) {
    try {
      new JobLauncher(List.of(job))
          .launch(new String[] {job.name(), "--run-report", report.toString()});
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private String[] sqlJob(String mode) throws IOException {
    Path script =
        Files.writeString(
            folder.resolve("fill.sql"),
            "SET 'execution.runtime-mode' = '"
                + mode
                + "';\n"
                + "CREATE TABLE pair_a (i INT) WITH ('connector' = 'delta', 'table-path' = 'pair_a');\n"
                + "CREATE TABLE pair_b (i INT) WITH ('connector' = 'delta', 'table-path' = 'pair_b');\n"
                + "INSERT INTO pair_a VALUES 1, 2;\n"
                + "INSERT INTO pair_b VALUES 3, 4;\n");
    return new String[] {
      "--sql-scripts",
      script.toString(),
      "--table-root",
      folder.resolve("lake").toString(),
      "--checkpoint-interval",
      "1 s",
      "--run-report",
      report.toString()
    };
  }

  /** A job which can be told of its report alone. */
  private abstract static class ReportedJob implements Job {

    @Override
    public String summary() {
      return "a test's";
    }

    @Override
    public List<JobOption<?>> options() {
      return List.of(RunOptions.REPORT, DoctorOptions.DOCTOR);
    }

    @Override
    public List<Check> checks(SettingsReader settings) {
      return List.of();
    }
  }

  /** A job with two last operators, the second of which does not end before a file is there. */
  private static final class TwoEnds extends ReportedJob {
    private final Path first;
    private final Path gate;

    TwoEnds(Path first, Path gate) {
      this.first = first;
      this.gate = gate;
    }

    @Override
    public void define(StreamExecutionEnvironment env, SettingsReader settings) {
      settings.finish();
      env.getConfig().enableAutoGeneratedUIDs();
      env.setParallelism(1);
      env.fromData(List.of(1), Types.INT)
          .transform("First", Types.VOID, new Committing(first.toString(), ""));
      env.fromData(List.of(2), Types.INT)
          .transform("Second", Types.VOID, new Committing("", gate.toString()));
    }
  }

  /** Does what it does at the end of its input, as a committer does. */
  private static final class Committing extends AbstractStreamOperator<Void>
      implements OneInputStreamOperator<Integer, Void>, BoundedOneInput {
    private static final long serialVersionUID = 1L;
    private final String writes;
    private final String waitsFor;

    Committing(String writes, String waitsFor) {
      this.writes = writes;
      this.waitsFor = waitsFor;
    }

    @Override
    public void processElement(StreamRecord<Integer> element) {}

    @Override
    public void endInput() throws IOException {
      if (!waitsFor.isEmpty()) {
        await().atMost(PATIENCE).until(() -> Files.exists(Path.of(waitsFor)));
      }
      if (!writes.isEmpty()) {
        Files.createFile(Path.of(writes));
      }
    }
  }

  private static final class Failing extends ReportedJob {

    @Override
    public void define(StreamExecutionEnvironment env, SettingsReader settings) {
      settings.finish();
      env.getConfig().enableAutoGeneratedUIDs();
      env.setParallelism(1);
      env.fromData(List.of(1), Types.INT)
          .map(
              (MapFunction<Integer, Integer>)
                  value -> {
                    throw new IllegalStateException("It is over");
                  })
          .returns(Types.INT)
          .sinkTo(new DiscardingSink<>());
    }
  }
}
