package io.pinflow.benchmarks.analytics;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** The rows of an answer in one form, whoever gave it, so that answers can be compared. */
final class Answer {

  private Answer() {}

  /** Numbers without zeros behind the point, texts as they are, null as such; rows sorted. */
  static List<String> of(List<? extends List<?>> rows) {
    return rows.stream()
        .map(row -> row.stream().map(Answer::text).collect(Collectors.joining(" | ")))
        .sorted()
        .toList();
  }

  private static String text(Object value) {
    if (value instanceof Number) {
      BigDecimal number = new BigDecimal(value.toString());
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
    return String.valueOf(value);
  }
}
