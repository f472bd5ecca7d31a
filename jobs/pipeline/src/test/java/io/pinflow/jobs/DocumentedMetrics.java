package io.pinflow.jobs;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What docs/metrics.md lists: operator, path below {@code kinesisanalytics}, and type. */
final class DocumentedMetrics {

  private static final Path DOC = Path.of("..", "..", "docs", "metrics.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `([^`]+)` \\| `kinesisanalytics\\.([^`]+)` \\| (counter|gauge) \\|.+");

  private DocumentedMetrics() {}

  static Set<List<String>> read() throws IOException {
    Set<List<String>> metrics = new HashSet<>();
    for (String line : Files.readAllLines(DOC)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        metrics.add(List.of(row.group(1), row.group(2), row.group(3)));
      } else if (line.contains("`kinesisanalytics.")) {
        throw new IllegalStateException("Not '| `OPERATOR` | `METRIC` | TYPE | ...': " + line);
      }
    }
    return metrics;
  }

  /**
   * Registered metrics with the page's names for what differs from job to job.
   *
   * @param streams the topics and streams the jobs read
   */
  static Set<List<String>> generalized(Set<List<String>> registered, Set<String> streams) {
    return registered.stream()
        .map(
            metric -> List.of(operator(metric.get(0)), path(metric.get(1), streams), metric.get(2)))
        .collect(toSet());
  }

  private static String operator(String name) {
    return name.replaceFirst("^\\w+: delta-commit$", "TABLE: delta-commit");
  }

  private static String path(String path, Set<String> streams) {
    for (String stream : streams) {
      if (path.startsWith(stream + '.')) {
        return "NAME" + path.substring(stream.length());
      }
    }
    return path.replaceFirst("^table\\.\\w+\\.", "table.TABLE.")
        .replaceFirst("^(pin|geo|user)\\.failure\\..+", "KIND.failure.CODE")
        .replaceFirst("^(pin|geo|user)\\.rule\\..+", "KIND.rule.RULE")
        .replaceFirst("^(pin|geo|user)\\.", "KIND.");
  }
}
