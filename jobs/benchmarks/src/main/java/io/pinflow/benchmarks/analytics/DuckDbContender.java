package io.pinflow.benchmarks.analytics;

import com.sun.management.OperatingSystemMXBean;
import io.pinflow.schema.RecordKind;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * DuckDB in this process, two threads, on the Parquet files themselves: no log is read, and there
 * is no cluster. What can be had at the most.
 */
final class DuckDbContender implements Contender {

  /** Its instants are made timestamps: the functions of dates on instants are in an extension. */
  private static final Map<RecordKind, String> VIEWS =
      Map.of(
          RecordKind.PIN,
          "pins AS SELECT *",
          RecordKind.GEO,
          "geo AS SELECT * REPLACE (make_timestamp(epoch_us(\"timestamp\")) AS \"timestamp\")",
          RecordKind.USER,
          "users AS SELECT * REPLACE (make_timestamp(epoch_us(date_joined)) AS date_joined)");

  private final Connection connection;

  private DuckDbContender(Connection connection) {
    this.connection = connection;
  }

  static DuckDbContender start(Path tables) {
    try {
      DuckDbContender duckDb = new DuckDbContender(DriverManager.getConnection("jdbc:duckdb:"));
      duckDb.execute("SET threads = 2");
      VIEWS.forEach(
          (kind, view) ->
              duckDb.execute(
                  "CREATE VIEW %s FROM read_parquet('%s/*/*.parquet') QUALIFY ROW_NUMBER() OVER (PARTITION BY ind ORDER BY ingest_time DESC, length(ingest_source) DESC, ingest_source DESC) = 1"
                      .formatted(view, tables.resolve(kind.tableName()))));
      duckDb.execute(
          "CREATE VIEW users_by_age_group AS SELECT ind, CASE WHEN age <= 24 THEN '18-24' WHEN age <= 35 THEN '25-35' WHEN age <= 50 THEN '36-50' ELSE '50+' END AS age_group, date_joined FROM users WHERE age >= 18");
      return duckDb;
    } catch (SQLException e) {
      throw new IllegalStateException("starting DuckDB", e);
    }
  }

  private void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      boolean unused = statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The project's own SQL; DuckDB quotes and divides integers in another way. */
  @Override
  public List<String> answer(AnalyticsQuery query) {
    String sql = query.sql().replace('`', '"').replace(" / 2", " // 2");
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<Object>> rows = new ArrayList<>();
      while (result.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getObject(i));
        }
        rows.add(row);
      }
      return Answer.of(rows);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public Duration cpuTime() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return Duration.ofNanos(system.getProcessCpuTime());
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("closing DuckDB", e);
    }
  }
}
