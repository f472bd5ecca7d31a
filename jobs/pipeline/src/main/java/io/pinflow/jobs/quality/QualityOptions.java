package io.pinflow.jobs.quality;

import io.pinflow.jobs.config.JobOption;
import io.pinflow.jobs.config.ValueType;
import io.pinflow.jobs.doctor.DoctorOptions;
import io.pinflow.jobs.run.RunOptions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.apache.flink.configuration.ConfigOptions;

/** What QualityJob can be told. */
public final class QualityOptions {

  static final JobOption<String> TABLE_ROOT =
      JobOption.of(
              ConfigOptions.key("table-root")
                  .stringType()
                  .noDefaultValue()
                  .withDescription(
                      "Folder of the Delta tables: those of CleanJob right below it, the dated"
                          + " result tables in its folder `gold`."),
              ValueType.FOLDER)
          .required();

  static final JobOption<LocalDate> DATE =
      JobOption.parsed(
          ConfigOptions.key("date")
              .stringType()
              .noDefaultValue()
              .withDescription(
                  "The day to check, by `ingest_date` and `result_date`. The day before the present"
                      + " one, in UTC, if not given."),
          ValueType.DAY);

  static final JobOption<Double> MAX_QUARANTINED =
      JobOption.of(
          ConfigOptions.key("max-quarantined")
              .doubleType()
              .defaultValue(0.05)
              .withDescription("Which part of the day's stored records may be in the quarantine."),
          ValueType.SHARE);

  static final JobOption<Duration> MAX_AGE =
      JobOption.of(
          ConfigOptions.key("max-age")
              .durationType()
              .defaultValue(Duration.ofHours(6))
              .withDescription(
                  "How long before the end of the day the newest row of each of CleanJob's tables"
                      + " may have come in; of a day that is not over, before now. `off` does not"
                      + " look."),
          ValueType.DURATION_OR_OFF);

  static final JobOption<Double> COUNT_TOLERANCE =
      JobOption.of(
          ConfigOptions.key("count-tolerance")
              .doubleType()
              .defaultValue(0.1)
              .withDescription(
                  "By which part of the largest of them the day's numbers of pins, geo and users"
                      + " rows may differ."),
          ValueType.SHARE);

  static final JobOption<Boolean> ALLOW_EMPTY =
      JobOption.of(
          ConfigOptions.key("allow-empty")
              .booleanType()
              .defaultValue(false)
              .withDescription(
                  "Whether a day may be without any record. If it may, nothing else is checked of"
                      + " such a day. If not, it is a broken check: most likely nothing came in"
                      + " because something does not run."),
          ValueType.BOOLEAN);

  static final JobOption<List<String>> RESULT_TABLES =
      JobOption.of(
          ConfigOptions.key("result-tables")
              .stringType()
              .asList()
              .defaultValues(
                  "gold/popular_category_by_country",
                  "gold/popular_category_by_year",
                  "gold/top_poster_by_country",
                  "gold/country_with_top_poster",
                  "gold/popular_category_by_age_group",
                  "gold/median_followers_by_age_group",
                  "gold/users_joined_by_year",
                  "gold/median_followers_by_join_year",
                  "gold/median_followers_by_join_year_and_age_group")
              .withDescription(
                  "The dated result tables, relative to `table-root`, each of which must hold rows of"
                      + " the day if the day has records. `off` looks at none."),
          ValueType.of(
              "comma-separated list of tables, or `off`",
              text -> text.equalsIgnoreCase("off") ? List.of() : ValueType.LIST.parse(text)));

  private QualityOptions() {}

  /** All options of the job. */
  public static List<JobOption<?>> all() {
    return List.of(
        TABLE_ROOT,
        DATE,
        MAX_QUARANTINED,
        MAX_AGE,
        COUNT_TOLERANCE,
        ALLOW_EMPTY,
        RESULT_TABLES,
        RunOptions.REPORT,
        DoctorOptions.DOCTOR);
  }
}
