package io.pinflow.jobs;

import io.pinflow.jobs.metrics.ExactCounters;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.apache.flink.runtime.testutils.InMemoryReporter;

/** The metrics of the jobs of a mini cluster, those of jobs which have ended too. */
final class JobMetrics {

  private static final String JOB_ID = "<job_id>";

  private final InMemoryReporter reporter = InMemoryReporter.createWithRetainedMetrics();

  Configuration addTo(Configuration configuration) {
    return reporter.addToConfiguration(configuration);
  }

  /** The sum over all subtasks of every counter below {@code kinesisanalytics}. */
  Map<String, Long> counts(JobID job) {
    Map<String, Long> newestAttempts = new HashMap<>();
    Map<String, Long> newestCounts = new HashMap<>();
    reporter
        .getMetricsByGroup()
        .forEach(
            (group, metrics) -> {
              String path = path(job, group);
              if (path != null) {
                collect(path, group, metrics, newestAttempts, newestCounts);
              }
            });
    Map<String, Long> counts = new TreeMap<>();
    newestCounts.forEach(
        (key, count) -> counts.merge(key.substring(key.indexOf(' ') + 1), count, Long::sum));
    return counts;
  }

  /** The greatest value over all subtasks of a gauge below {@code kinesisanalytics}. */
  long gauge(JobID job, String wanted) {
    return reporter.getMetricsByGroup().entrySet().stream()
        .filter(group -> path(job, group.getKey()) != null)
        .flatMap(
            group ->
                group.getValue().entrySet().stream()
                    .filter(
                        metric -> wanted.equals(below(path(job, group.getKey()), metric.getKey()))))
        .mapToLong(metric -> ((Number) ((Gauge<?>) metric.getValue()).getValue()).longValue())
        .max()
        .orElseThrow(() -> new IllegalStateException("There is no gauge " + wanted));
  }

  /** Every metric below {@code kinesisanalytics}: its operator, path and type. */
  Set<List<String>> registered(JobID job) {
    Set<List<String>> registered = new HashSet<>();
    reporter
        .getMetricsByGroup()
        .forEach(
            (group, metrics) -> {
              String path = path(job, group);
              if (path != null) {
                String operator = group.getAllVariables().get("<operator_name>");
                metrics.forEach(
                    (name, metric) ->
                        registered.add(List.of(operator, below(path, name), type(metric))));
              }
            });
    return registered;
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + '.' + name;
  }

  private static String type(Metric metric) {
    return metric.getMetricType().name().toLowerCase(Locale.ROOT);
  }

  long restarts(JobID job) {
    return reporter.getMetricsByGroup().entrySet().stream()
        .filter(group -> isOf(job, group.getKey()))
        .map(group -> group.getValue().get("numRestarts"))
        .filter(Gauge.class::isInstance)
        .mapToLong(metric -> ((Number) ((Gauge<?>) metric).getValue()).longValue())
        .findFirst()
        .orElseThrow(IllegalStateException::new);
  }

  /** Keeps the count of the newest attempt of each operator's subtask. */
  private static void collect(
      String path,
      MetricGroup group,
      Map<String, Metric> metrics,
      Map<String, Long> newestAttempts,
      Map<String, Long> newestCounts) {
    Map<String, String> variables = group.getAllVariables();
    long attempt = Long.parseLong(variables.get("<task_attempt_num>"));
    metrics.forEach(
        (name, metric) -> {
          if (!(metric instanceof Counter)) {
            return;
          }
          String key =
              variables.get("<operator_id>")
                  + variables.get("<subtask_index>")
                  + ' '
                  + below(path, name);
          if (attempt >= newestAttempts.getOrDefault(key, 0L)) {
            newestAttempts.put(key, attempt);
            newestCounts.put(key, ((Counter) metric).getCount());
          }
        });
  }

  /** The groups of a metric below {@code kinesisanalytics}, or null if it is none of those. */
  private static String path(JobID job, MetricGroup group) {
    List<String> scope = Arrays.asList(((AbstractMetricGroup<?>) group).getScopeComponents());
    int start = scope.indexOf(ExactCounters.GROUP);
    return start < 0 || !isOf(job, group)
        ? null
        : String.join(".", scope.subList(start + 1, scope.size()));
  }

  private static boolean isOf(JobID job, MetricGroup group) {
    return job.toHexString().equals(group.getAllVariables().get(JOB_ID));
  }
}
