package io.pinflow.local.sql;

import io.pinflow.local.report.LocalErrors;
import io.pinflow.sql.SqlScript;
import io.pinflow.sql.SqlStatement;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs SQL files in one session in which the lake's tables and views are defined. Thread-safe for
 * files which set nothing.
 */
public final class SqlRunner implements AutoCloseable {

  /**
   * Small answers over small tables: all tasks of a query start together and hand rows on without
   * touching the disk.
   */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "execution.runtime-mode", "batch",
          "table.local-time-zone", "UTC");

  private final SqlSession session;

  private SqlRunner(SqlSession session) {
    this.session = session;
  }

  /** Opens a session and runs the file which defines the tables. */
  public static SqlRunner open(String gateway, Path tables) {
    SqlRunner runner = new SqlRunner(SqlSession.open(gateway, SETTINGS));
    try {
      var unused = runner.run(tables);
      return runner;
    } catch (RuntimeException e) {
      runner.close();
      throw e;
    }
  }

  /** The answers of a file's statements, of those which have one. */
  public List<ResultTable> run(Path file) {
    List<ResultTable> results = new ArrayList<>();
    for (SqlStatement statement : statements(file)) {
      Optional<ResultTable> result = session.run(statement);
      result.ifPresent(results::add);
    }
    return results;
  }

  private static List<SqlStatement> statements(Path file) {
    try {
      return SqlScript.split(Files.readString(file), file.toString());
    } catch (MalformedInputException e) {
      throw LocalErrors.statementFailed(file.toString(), "it is not UTF-8 text; save it as UTF-8");
    } catch (IOException e) {
      throw LocalErrors.io("reading " + file, e);
    }
  }

  /** The answer of one statement that has one. */
  public ResultTable query(String sql) {
    return session
        .run(new SqlStatement(sql, "query", 1))
        .orElseThrow(() -> new IllegalArgumentException("no rows come from: " + sql));
  }

  @Override
  public void close() {
    session.close();
  }
}
