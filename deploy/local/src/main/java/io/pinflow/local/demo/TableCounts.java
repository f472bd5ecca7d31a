package io.pinflow.local.demo;

import io.pinflow.local.sql.ResultTable;
import io.pinflow.local.sql.SqlRunner;
import io.pinflow.local.stack.Lake;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The rows of the tables as a query sees them.
 *
 * @param clean rows of each kind's table
 * @param quarantined rows of the quarantine by kind
 */
record TableCounts(Map<String, Long> clean, Map<String, Long> quarantined) {

  private static final String QUARANTINE = "quarantine";

  static TableCounts query(SqlRunner sql) {
    String tables =
        Lake.KINDS.stream()
            .map(kind -> "SELECT 'clean', '" + kind + "', COUNT(*) FROM " + kind + "_table")
            .collect(Collectors.joining(" UNION ALL "));
    ResultTable answer =
        sql.query(
            tables
                + " UNION ALL SELECT '"
                + QUARANTINE
                + "', kind, COUNT(*) FROM quarantine GROUP BY kind");
    Map<String, Long> clean = new HashMap<>();
    Map<String, Long> quarantined = new HashMap<>();
    for (List<String> row : answer.rows()) {
      Map<String, Long> counts = row.get(0).strip().equals(QUARANTINE) ? quarantined : clean;
      counts.put(row.get(1).strip(), Long.parseLong(row.get(2)));
    }
    return new TableCounts(clean, quarantined);
  }

  long clean(String kind) {
    return clean.getOrDefault(kind, 0L);
  }

  long quarantined(String kind) {
    return quarantined.getOrDefault(kind, 0L);
  }
}
