package io.pinflow.local.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.local.flink.FlinkRest;
import io.pinflow.local.sql.ResultTable;
import io.pinflow.local.stack.Lake;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What became of the records of a replay or redrive that has ended, by its accumulators. */
public final class ReplayCounts {

  private static final List<String> OUTCOMES =
      List.of("already-stored", "clean", "duplicate", "quarantined");

  private ReplayCounts() {}

  /** A row per kind, and one column per outcome. */
  public static ResultTable read(FlinkRest flink, String jobId) {
    return parse(flink.jobResource(jobId, "/accumulators"));
  }

  static ResultTable parse(JsonNode accumulators) {
    Map<String, String> counts = new HashMap<>();
    for (JsonNode accumulator : accumulators.path("user-task-accumulators")) {
      counts.put(accumulator.path("name").asText(), accumulator.path("value").asText());
    }
    List<List<String>> rows = new ArrayList<>();
    for (String kind : Lake.KINDS) {
      List<String> row = new ArrayList<>(List.of(kind));
      OUTCOMES.forEach(outcome -> row.add(counts.getOrDefault(kind + '.' + outcome, "0")));
      rows.add(row);
    }
    List<String> columns = new ArrayList<>(List.of("kind"));
    columns.addAll(OUTCOMES);
    return new ResultTable(columns, List.of(false, true, true, true, true), rows);
  }
}
