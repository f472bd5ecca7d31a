package io.pinflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.sink.DeltaSink;
import io.pinflow.testing.fixture.FlinkCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gate on real tables. A second try would come after a day: none of these tests waits for it.
 */
@Timeout(120)
class QualityJobIT {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      FlinkCluster.ofSlots(
          1,
          new Configuration()
              .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
              .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10)
              .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofDays(1)));

  private static final LocalDate DAY = LocalDate.parse("2024-01-31");
  private static final LocalDate DAY_BEFORE = DAY.minusDays(1);

  @TempDir private Path lake;
  @TempDir private Path reports;

  @Test
  void letsADayPassThatIsAsItShouldBe() throws Exception {
    fill(DAY, 20, 20, 20, 1);
    append("gold/answer", "result_date", DAY, 1);

    run(DAY);

    assertThat(report()).contains("\"job\":\"QualityJob\"").contains("\"state\":\"FINISHED\"");
  }

  @Test
  void endsAtOnceWithOneErrorWhichListsEveryBrokenCheck() throws Exception {
    fill(DAY_BEFORE, 20, 20, 20, 0);
    fill(DAY, 20, 20, 10, 10);
    append("gold/answer", "result_date", DAY_BEFORE, 1);

    assertThatThrownBy(() -> run(DAY))
        .satisfies(
            failure ->
                assertThat(ExceptionUtils.stringifyException(failure))
                    .contains("The quality gate of 2024-01-31 is closed: 3 of 7 checks are broken")
                    .contains("- quarantined: 16.7 % (10 of 60 records), but at most 5.0 % may be")
                    .contains("- row counts: pin_table 20, geo_table 20, user_table 10 differ by")
                    .contains("- rows of gold/answer: 0, but there must be at least 1"));
    assertThat(report())
        .contains("\"state\":\"REFUSED\"")
        .contains("3 of 7 checks are broken", "- quarantined: ", "- row counts: ", "- rows of ");
  }

  @Test
  void takesAnEmptyDayForAFaultUnlessItIsToldOtherwise() throws Exception {
    fill(DAY_BEFORE, 20, 20, 20, 0);

    assertThatThrownBy(() -> run(DAY))
        .satisfies(
            failure ->
                assertThat(ExceptionUtils.stringifyException(failure))
                    .contains("1 of 1 check is broken", "- records: 0, but a day must have"));
    run(DAY, "--allow-empty", "true");

    assertThat(report()).contains("\"state\":\"FINISHED\"");
  }

  @Test
  void readsNoTableWhichIsNotThere() throws Exception {
    run(DAY, "--allow-empty", "true");

    assertThat(report()).contains("\"state\":\"FINISHED\"");
  }

  private void run(LocalDate day, String... more) throws Exception {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--table-root", lake.toString(),
                "--date", day.toString(),
                "--result-tables", "gold/answer",
                "--run-report", reports.resolve("QualityJob.json").toString()));
    args.addAll(List.of(more));
    QualityJob.main(args.toArray(new String[0]));
  }

  private String report() throws IOException {
    return Files.readString(reports.resolve("QualityJob.json"));
  }

  private void fill(LocalDate day, int pins, int geo, int users, int quarantined) throws Exception {
    append("pin_table", "ingest_date", day, pins);
    append("geo_table", "ingest_date", day, geo);
    append("user_table", "ingest_date", day, users);
    append("quarantine", "ingest_date", day, quarantined);
  }

  /** Rows which came in one a second up to the day's last one. */
  private void append(String table, String dayColumn, LocalDate day, int rows) throws Exception {
    RowType type =
        (RowType)
            DataTypes.ROW(
                    DataTypes.FIELD("ingest_time", DataTypes.TIMESTAMP_LTZ(6)),
                    DataTypes.FIELD(dayColumn, DataTypes.DATE()))
                .getLogicalType();
    Instant last = Instant.parse(day + "T23:59:59Z");
    List<RowData> values = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      values.add(
          GenericRowData.of(
              TimestampData.fromInstant(last.minusSeconds(row)), (int) day.toEpochDay()));
    }
    if (values.isEmpty()) {
      return;
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    env.setRuntimeMode(RuntimeExecutionMode.BATCH);
    env.setParallelism(1);
    env.fromData(values, InternalTypeInfo.of(type))
        .sinkTo(
            DeltaSink.forRowData(lake.resolve(table).toUri().toString(), type)
                .partitionBy(dayColumn)
                .build());
    env.execute();
  }
}
