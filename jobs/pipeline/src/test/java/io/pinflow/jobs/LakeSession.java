package io.pinflow.jobs;

import io.pinflow.sql.SqlScript;
import io.pinflow.sql.SqlStatement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** A batch session of Flink SQL in which definitions of {@code sql/tables.sql} have been run. */
final class LakeSession {

  private static final Path TABLES = Path.of("..", "..", "sql", "tables.sql");

  private final TableEnvironment env = TableEnvironment.create(EnvironmentSettings.inBatchMode());

  private LakeSession() {}

  /**
   * Opens a session of one task a query.
   *
   * @param definitions which of the file's definitions to run
   */
  static LakeSession open(Path lake, Predicate<String> definitions) throws IOException {
    LakeSession session = new LakeSession();
    session.env.getConfig().set("delta.table-root", lake.toUri().toString());
    session.env.getConfig().set("parallelism.default", "1");
    definitions().stream().filter(definitions).forEach(session::define);
    return session;
  }

  /** All of the file's statements that define something. */
  static List<String> definitions() throws IOException {
    return SqlScript.split(Files.readString(TABLES), TABLES.toString()).stream()
        .map(SqlStatement::text)
        .filter(text -> text.startsWith("CREATE"))
        .collect(Collectors.toList());
  }

  TableEnvironment env() {
    return env;
  }

  void define(String definition) {
    env.executeSql(definition);
  }

  List<Row> query(String statement) throws Exception {
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> collected = env.executeSql(statement).collect()) {
      collected.forEachRemaining(rows::add);
    }
    return rows;
  }
}
