package io.pinflow.jobs.sql;

import io.pinflow.jobs.config.ExecutionOptions;
import io.pinflow.jobs.config.JobOption;
import io.pinflow.jobs.config.ValueType;
import io.pinflow.jobs.doctor.DoctorOptions;
import io.pinflow.jobs.run.RunOptions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOptions;

/** What SqlJob can be told. */
public final class SqlOptions {

  static final JobOption<List<String>> SCRIPTS =
      JobOption.of(
              ConfigOptions.key("sql-scripts")
                  .stringType()
                  .asList()
                  .noDefaultValue()
                  .withDescription(
                      "Scripts to run, in this order, in one session. Those of `sql/` are in the jar:"
                          + " `classpath:sql/tables.sql`."),
              ValueType.listOf(
                  "files such as `s3://bucket/gold.sql`, `/folder/gold.sql` or"
                      + " `classpath:sql/tables.sql`",
                  text -> text))
          .required();

  static final JobOption<String> TABLE_ROOT =
      JobOption.of(
          ConfigOptions.key("table-root")
              .stringType()
              .noDefaultValue()
              .withDescription(
                  "Folder of the Delta tables: what a relative `table-path` in a script is relative"
                      + " to, and the value of `${root}`. Left to the cluster's `delta.table-root`"
                      + " where it is not given."),
          ValueType.FOLDER);

  static final JobOption<LocalDate> DATE =
      JobOption.parsed(
          ConfigOptions.key("date")
              .stringType()
              .noDefaultValue()
              .withDescription(
                  "The day a run is for, the value of `${date}`. Today's date, in UTC, if not given."),
          ValueType.DAY);

  static final JobOption<Map<String, String>> VARIABLES =
      JobOption.map(
          ConfigOptions.key("sql-variables")
              .mapType()
              .noDefaultValue()
              .withDescription("Further variables, by name: `${name}` in a script is its value."));

  private SqlOptions() {}

  /** All options of the job. */
  public static List<JobOption<?>> all() {
    List<JobOption<?>> all =
        new ArrayList<>(
            List.of(SCRIPTS, TABLE_ROOT, DATE, VARIABLES, RunOptions.REPORT, DoctorOptions.DOCTOR));
    all.addAll(ExecutionOptions.ALL);
    return List.copyOf(all);
  }
}
