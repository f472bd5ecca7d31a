package io.pinflow.local.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.sql.ResultTable;
import io.pinflow.local.stack.FlinkClient;
import io.pinflow.local.stack.Lake;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the Delta tables' logs say of them, as the jobs' main class prints it: a line of JSON per
 * table.
 */
public final class TableListing {

  private static final ObjectMapper JSON = new ObjectMapper();

  private TableListing() {}

  public static ResultTable read(FlinkClient client) {
    return parse(
        client.run(
            "tables", PipelineJob.MAIN_CLASS, List.of("tables", "--table-root", Lake.TABLES)));
  }

  static ResultTable parse(String output) {
    List<JsonNode> tables =
        output.lines().filter(line -> line.startsWith("{")).map(TableListing::json).toList();
    Set<String> columns = new LinkedHashSet<>();
    tables.forEach(table -> table.fieldNames().forEachRemaining(columns::add));
    List<Boolean> numeric = new ArrayList<>();
    for (String column : columns) {
      numeric.add(
          tables.stream()
              .allMatch(table -> !table.hasNonNull(column) || table.path(column).isNumber()));
    }
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode table : tables) {
      List<String> row = new ArrayList<>();
      columns.forEach(
          column -> row.add(table.hasNonNull(column) ? table.path(column).asText() : null));
      rows.add(row);
    }
    return new ResultTable(List.copyOf(columns), numeric, rows);
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw LocalErrors.requestFailed("reading the list of tables", e);
    }
  }
}
