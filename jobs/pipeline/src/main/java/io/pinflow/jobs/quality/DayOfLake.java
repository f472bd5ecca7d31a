package io.pinflow.jobs.quality;

import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the tables hold of one day. Immutable. */
final class DayOfLake {

  private static final String RESULT_DATE = "result_date";

  private final Map<String, DayOfTable> clean;
  private final long quarantined;
  private final Map<String, Long> results;

  DayOfLake(Map<String, DayOfTable> clean, long quarantined, Map<String, Long> results) {
    this.clean = Collections.unmodifiableMap(new LinkedHashMap<>(clean));
    this.quarantined = quarantined;
    this.results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
  }

  /** Reads the logs, and one column of the day's rows of CleanJob's tables. */
  static DayOfLake read(QualityPlan plan) throws IOException {
    Map<String, DayOfTable> clean = new LinkedHashMap<>();
    for (RecordKind kind : RecordKind.values()) {
      clean.put(
          kind.tableName(),
          DayOfTable.withTimes(
              path(plan, kind.tableName()),
              TableSchema.INGEST_DATE,
              TableSchema.INGEST_TIME,
              plan.day()));
    }
    String quarantine = path(plan, TableSchema.quarantine().tableName());
    Map<String, Long> results = new LinkedHashMap<>();
    for (String table : plan.resultTables()) {
      results.put(table, DayOfTable.count(path(plan, table), RESULT_DATE, plan.day()).rows());
    }
    return new DayOfLake(
        clean, DayOfTable.count(quarantine, TableSchema.INGEST_DATE, plan.day()).rows(), results);
  }

  private static String path(QualityPlan plan, String table) {
    return plan.tableRoot() + '/' + table;
  }

  /** CleanJob's tables, by their names. */
  Map<String, DayOfTable> clean() {
    return clean;
  }

  long quarantined() {
    return quarantined;
  }

  /** The rows of each result table. */
  Map<String, Long> results() {
    return results;
  }

  /** How many records of the day are stored: clean or in the quarantine. */
  long records() {
    return quarantined + cleanRows();
  }

  long cleanRows() {
    return clean.values().stream().mapToLong(DayOfTable::rows).sum();
  }
}
