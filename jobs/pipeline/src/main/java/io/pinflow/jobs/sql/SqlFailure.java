package io.pinflow.jobs.sql;

import io.pinflow.jobs.config.ConfigurationException;
import io.pinflow.jobs.config.JobErrors;
import io.pinflow.sql.SqlStatement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Flink says against a statement, with the lines of the script for those of the statement. */
final class SqlFailure {

  private static final Pattern LINE = Pattern.compile("\\bline (\\d+)");

  private SqlFailure() {}

  static ConfigurationException at(SqlStatement statement, RuntimeException failure) {
    String reason = reason(failure);
    Matcher line = LINE.matcher(reason);
    int first = line.find() ? Integer.parseInt(line.group(1)) : 1;
    String inScript =
        LINE.matcher(reason)
            .replaceAll(
                found -> "line " + (statement.line() + Integer.parseInt(found.group(1)) - 1));
    return JobErrors.statementFailed(statement.place(first), inScript, failure);
  }

  /** The messages of the failure and its causes, without those which repeat others. */
  private static String reason(Throwable failure) {
    StringBuilder reason = new StringBuilder();
    for (Throwable t = failure; t != null; t = t.getCause()) {
      String message =
          t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage().strip();
      if (reason.indexOf(message) < 0) {
        reason.append(reason.length() == 0 ? "" : "\n  ").append(message);
      }
    }
    return reason.toString();
  }
}
