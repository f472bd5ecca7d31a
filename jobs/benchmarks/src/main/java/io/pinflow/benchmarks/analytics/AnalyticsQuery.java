package io.pinflow.benchmarks.analytics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One of the project's analytics.
 *
 * @param name as its file is called, without .sql
 * @param sql without comments and semicolon
 */
record AnalyticsQuery(String name, Path file, String sql) {

  /** All of them, in the order of their names. */
  static List<AnalyticsQuery> all(List<Path> files) {
    return files.stream().map(AnalyticsQuery::read).toList();
  }

  private static AnalyticsQuery read(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      String sql = String.join("\n", lines.filter(line -> !line.startsWith("--")).toList()).strip();
      return new AnalyticsQuery(
          file.getFileName().toString().replace(".sql", ""),
          file,
          sql.substring(0, sql.length() - 1));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }

  /** The name of its table of results. */
  String resultTable() {
    return "result_" + name;
  }

  /** The columns of its results, with their types in Flink. */
  String resultColumns() {
    return switch (name.substring(0, name.indexOf('_'))) {
      case "01" -> "country STRING, category STRING, category_count BIGINT";
      case "02" -> "post_year BIGINT, category STRING, category_count BIGINT";
      case "03" -> "country STRING, poster_name STRING, follower_count BIGINT";
      case "03b" -> "country STRING, follower_count BIGINT";
      case "04" -> "age_group STRING, category STRING, category_count BIGINT";
      case "05" -> "age_group STRING, median_follower_count DOUBLE";
      case "06" -> "post_year BIGINT, number_users_joined BIGINT";
      case "07" -> "post_year BIGINT, median_follower_count DOUBLE";
      case "08" -> "age_group STRING, post_year BIGINT, median_follower_count DOUBLE";
      default -> throw new IllegalStateException("The columns of " + name + " are not known here");
    };
  }
}
