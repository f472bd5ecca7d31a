package io.pinflow.jobs.sql;

import io.pinflow.jobs.config.JobErrors;
import io.pinflow.sql.SqlStatement;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts values in place of {@code ${name}}, in texts too. Immutable. */
final class SqlVariables {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^{}]*)\\}");

  private final Map<String, String> values;

  SqlVariables(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * The statement with its variables' values.
   *
   * @throws io.pinflow.jobs.config.ConfigurationException if one has no value
   */
  SqlStatement replaceIn(SqlStatement statement) {
    String text = statement.text();
    Matcher variable = VARIABLE.matcher(text);
    StringBuilder replaced = new StringBuilder();
    while (variable.find()) {
      String value = values.get(variable.group(1));
      if (value == null) {
        throw JobErrors.unknownVariable(
            statement.placeOf(variable.start()), variable.group(), new TreeSet<>(values.keySet()));
      }
      variable.appendReplacement(replaced, Matcher.quoteReplacement(value));
    }
    variable.appendTail(replaced);
    return new SqlStatement(replaced.toString(), statement.file(), statement.line());
  }
}
