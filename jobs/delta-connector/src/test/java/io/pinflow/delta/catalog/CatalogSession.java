package io.pinflow.delta.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** A SQL session which has created a Delta catalog and uses it. */
final class CatalogSession {

  private final TableEnvironment env = TableEnvironment.create(EnvironmentSettings.inBatchMode());

  private CatalogSession() {
    env.getConfig().set("table.local-time-zone", "UTC");
  }

  static CatalogSession on(String warehouse) {
    return on(warehouse, Map.of());
  }

  static CatalogSession on(String warehouse, Map<String, String> options) {
    CatalogSession session = new CatalogSession();
    String more =
        options.entrySet().stream()
            .map(option -> String.format(", '%s' = '%s'", option.getKey(), option.getValue()))
            .collect(Collectors.joining());
    session.run(
        "CREATE CATALOG lake WITH ('type' = 'delta', 'warehouse' = '"
            + warehouse
            + "'"
            + more
            + ")");
    session.run("USE CATALOG lake");
    return session;
  }

  TableEnvironment environment() {
    return env;
  }

  /** Runs a statement to its end and gives its rows, of one that writes none. */
  List<String> run(String sql) {
    List<String> rows = new ArrayList<>();
    try {
      TableResult result = env.executeSql(sql);
      if (sql.startsWith("INSERT") || sql.contains(" AS SELECT")) {
        result.await();
        return rows;
      }
      try (CloseableIterator<Row> collected = result.collect()) {
        collected.forEachRemaining(row -> rows.add(row.toString()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return rows;
  }
}
