package io.pinflow.delta.packaging;

import java.util.List;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** The main class of a process which has nothing but Flink and the SQL jar; prints all rows. */
public final class LakeSession {

  private LakeSession() {}

  public static void main(String[] args) throws Exception {
    TableEnvironment env = TableEnvironment.create(EnvironmentSettings.inBatchMode());
    for (String sql :
        List.of(
            "CREATE CATALOG lake WITH ('type' = 'delta', 'warehouse' = '" + args[0] + "')",
            "USE CATALOG lake",
            "CREATE TABLE geo (ind INT, country STRING) PARTITIONED BY (country)",
            "INSERT INTO geo VALUES (1, 'Albania'), (2, 'Algeria')",
            "ALTER TABLE geo ADD note STRING",
            "SHOW TABLES",
            "SELECT country, COUNT(*) FROM geo WHERE ind > 1 GROUP BY country")) {
      TableResult result = env.executeSql(sql);
      if (sql.startsWith("INSERT")) {
        result.await();
        continue;
      }
      try (CloseableIterator<Row> rows = result.collect()) {
        rows.forEachRemaining(System.out::println);
      }
    }
  }
}
