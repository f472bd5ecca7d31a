package io.pinflow.delta.catalog;

import io.pinflow.delta.testing.SqlSession;
import java.util.Map;
import java.util.stream.Collectors;

/** SQL sessions which have created a Delta catalog and use it. */
final class CatalogSession {

  private CatalogSession() {}

  static SqlSession on(String warehouse) {
    return on(warehouse, Map.of());
  }

  static SqlSession on(String warehouse, Map<String, String> options) {
    SqlSession session = SqlSession.open();
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
}
