package io.pinflow.local.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.report.LocalException;
import io.pinflow.local.report.RestCall;
import io.pinflow.sql.SqlStatement;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A session of Flink's SQL gateway, the service which the SQL Client itself talks to. Values come
 * as JSON, so that NULL, an empty text, a line break or a long value arrive as they are.
 * Thread-safe: the gateway plans one statement after the other, and a query's rows may be waited
 * for beside that.
 */
public final class SqlSession implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration POLL = Duration.ofMillis(40);

  private final RestCall http = new RestCall("the SQL gateway");
  private final URI session;

  private SqlSession(URI session) {
    this.session = session;
  }

  public static SqlSession open(String gateway, Map<String, String> properties) {
    ObjectNode request = JSON.createObjectNode().put("sessionName", "pinflow");
    ObjectNode settings = request.putObject("properties");
    properties.forEach(settings::put);
    URI sessions = URI.create(gateway + "/v2/sessions");
    String handle =
        new RestCall("the SQL gateway").post(sessions, request).path("sessionHandle").asText();
    return new SqlSession(URI.create(sessions + "/" + handle));
  }

  /** Runs a statement to its end; empty where it returns no rows to show. */
  public Optional<ResultTable> run(SqlStatement statement) {
    try {
      return execute(statement.text());
    } catch (LocalException e) {
      throw LocalErrors.statementFailed(statement.place(), e.reason());
    }
  }

  private Optional<ResultTable> execute(String sql) {
    ObjectNode request = JSON.createObjectNode().put("statement", sql);
    String operation =
        http.post(URI.create(session + "/statements"), request).path("operationHandle").asText();
    String next = session.getPath() + "/operations/" + operation + "/result/0?rowFormat=JSON";
    List<String> columns = new ArrayList<>();
    List<SqlType> types = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    boolean rowsExpected = false;
    while (next != null) {
      JsonNode page = http.get(session.resolve(next));
      if (page.path("resultType").asText().equals("NOT_READY")) {
        RestCall.pause(POLL, "running a statement");
      } else {
        rowsExpected =
            rowsExpected || page.path("resultKind").asText().equals("SUCCESS_WITH_CONTENT");
        JsonNode results = page.path("results");
        if (columns.isEmpty()) {
          header(results.path("columns"), columns, types);
        }
        boolean empty = results.path("data").isEmpty();
        for (JsonNode row : results.path("data")) {
          rows.add(cells(row.path("fields"), types));
        }
        next = page.path("nextResultUri").asText(null);
        if (empty && next != null) {
          RestCall.pause(POLL, "fetching rows");
        }
      }
    }
    return rowsExpected
        ? Optional.of(new ResultTable(columns, types.stream().map(SqlType::numeric).toList(), rows))
        : Optional.empty();
  }

  private static void header(JsonNode schema, List<String> columns, List<SqlType> types) {
    for (JsonNode column : schema) {
      columns.add(column.path("name").asText());
      types.add(SqlType.of(column.path("logicalType").path("type").asText()));
    }
  }

  private static List<String> cells(JsonNode fields, List<SqlType> types) {
    List<String> cells = new ArrayList<>(fields.size());
    for (int i = 0; i < fields.size(); i++) {
      cells.add(types.get(i).text(fields.get(i)));
    }
    return cells;
  }

  @Override
  public void close() {
    http.delete(session);
  }
}
