package io.pinflow.local.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.local.flink.FlinkRest;
import io.pinflow.local.stack.Lake;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * CleanJob's own counters, summed over its subtasks. They are part of the job's state: they go on
 * through a restart and a savepoint, so they tell totals over the life of the home.
 */
public final class CleanJobCounters {

  private static final String GROUP = ".kinesisanalytics.";
  private static final List<String> NAMES =
      List.of("received", "clean", "duplicate", "quarantined");

  private final FlinkRest flink;
  private final String jobId;

  public CleanJobCounters(FlinkRest flink, String jobId) {
    this.flink = flink;
    this.jobId = jobId;
  }

  /** The totals by kind; empty until the job has reported on all of them. */
  public Optional<Map<String, KindCounts>> read() {
    Map<String, Long> sums = new HashMap<>();
    for (JsonNode vertex : flink.vertices(jobId)) {
      String metrics = "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
      List<String> ids = new ArrayList<>();
      for (JsonNode metric : flink.jobResource(jobId, metrics)) {
        String id = metric.path("id").asText();
        if (counter(id) != null) {
          ids.add(URLEncoder.encode(id, StandardCharsets.UTF_8));
        }
      }
      if (!ids.isEmpty()) {
        String query = metrics + "?agg=sum&get=" + String.join(",", ids);
        for (JsonNode metric : flink.jobResource(jobId, query)) {
          sums.merge(counter(metric.path("id").asText()), metric.path("sum").asLong(), Long::sum);
        }
      }
    }
    boolean complete = sums.size() == Lake.KINDS.size() * NAMES.size();
    return complete ? Optional.of(byKind(sums)) : Optional.empty();
  }

  /**
   * KIND.NAME of a metric id such as {@code Clean.kinesisanalytics.pin.received}; null for any
   * other metric.
   */
  private static String counter(String metricId) {
    int group = metricId.lastIndexOf(GROUP);
    if (group < 0) {
      return null;
    }
    String name = metricId.substring(group + GROUP.length());
    int dot = name.indexOf('.');
    boolean known =
        dot > 0
            && Lake.KINDS.contains(name.substring(0, dot))
            && NAMES.contains(name.substring(dot + 1));
    return known ? name : null;
  }

  private static Map<String, KindCounts> byKind(Map<String, Long> sums) {
    Map<String, KindCounts> counts = new LinkedHashMap<>();
    for (String kind : Lake.KINDS) {
      counts.put(
          kind,
          new KindCounts(
              sums.get(kind + ".received"),
              sums.get(kind + ".clean"),
              sums.get(kind + ".duplicate"),
              sums.get(kind + ".quarantined")));
    }
    return counts;
  }
}
