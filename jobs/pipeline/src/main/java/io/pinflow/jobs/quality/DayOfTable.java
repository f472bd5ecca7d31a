package io.pinflow.jobs.quality;

import io.pinflow.delta.DeltaTableRows;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.data.RowData;

/** How many rows a table holds of one day, and when the newest of them came in. Immutable. */
final class DayOfTable {

  private static final int TIME_PRECISION = 6;

  private final long rows;
  private final Optional<Instant> newest;

  DayOfTable(long rows, Optional<Instant> newest) {
    this.rows = rows;
    this.newest = newest;
  }

  /**
   * Counts the rows, by the log wherever the files' writers let it tell. A table that is not there
   * holds none.
   *
   * @param dayColumn the partition column which says of which day a row is
   */
  static DayOfTable count(String path, String dayColumn, LocalDate day) throws IOException {
    long rows = 0;
    for (DeltaTableRows.File file : files(path, dayColumn, dayColumn, day)) {
      rows += count(file);
    }
    return new DayOfTable(rows, Optional.empty());
  }

  /** As {@link #count}, and reads one column of these rows, which says when each came in. */
  static DayOfTable withTimes(String path, String dayColumn, String timeColumn, LocalDate day)
      throws IOException {
    long rows = 0;
    AtomicReference<Instant> newest = new AtomicReference<>();
    for (DeltaTableRows.File file : files(path, timeColumn, dayColumn, day)) {
      rows += count(file);
      file.forEach(row -> newest.accumulateAndGet(time(row), DayOfTable::later));
    }
    return new DayOfTable(rows, Optional.ofNullable(newest.get()));
  }

  private static List<DeltaTableRows.File> files(
      String path, String column, String dayColumn, LocalDate day) {
    Optional<String> wanted = Optional.of(day.toString());
    return DeltaTableRows.open(path, List.of(column), new Configuration()).stream()
        .flatMap(table -> table.files().stream())
        .filter(file -> file.partitionValue(dayColumn).equals(wanted))
        .collect(Collectors.toList());
  }

  private static long count(DeltaTableRows.File file) throws IOException {
    OptionalLong known = file.rowCount();
    if (known.isPresent()) {
      return known.getAsLong();
    }
    long[] rows = {0};
    file.forEach(row -> rows[0]++);
    return rows[0];
  }

  private static Instant time(RowData row) {
    return row.isNullAt(0) ? null : row.getTimestamp(0, TIME_PRECISION).toInstant();
  }

  private static Instant later(Instant one, Instant other) {
    return other == null || (one != null && one.isAfter(other)) ? one : other;
  }

  long rows() {
    return rows;
  }

  Optional<Instant> newest() {
    return newest;
  }
}
