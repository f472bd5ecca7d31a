package io.pinflow.delta.testing;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** A session of Flink SQL in batch mode, in the zone UTC. */
public final class SqlSession {

  private final TableEnvironment env;

  private SqlSession(TableEnvironment env) {
    this.env = env;
    env.getConfig().set("table.local-time-zone", "UTC");
  }

  public static SqlSession open() {
    return open(EnvironmentSettings.inBatchMode());
  }

  public static SqlSession open(EnvironmentSettings settings) {
    return new SqlSession(TableEnvironment.create(settings));
  }

  public TableEnvironment environment() {
    return env;
  }

  /** Runs a statement to its end and gives its rows, of one that writes none. */
  public List<String> run(String sql) {
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
