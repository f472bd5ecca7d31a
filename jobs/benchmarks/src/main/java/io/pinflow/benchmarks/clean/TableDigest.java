package io.pinflow.benchmarks.clean;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinflow.schema.Column;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import io.pinflow.testing.SparkPeer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is in the three tables, whatever the order of their rows: of each the number of rows and the
 * sum of the rows' hashes, as Spark reads them.
 */
record TableDigest(List<String> tables) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads the tables.
   *
   * @param wherefrom whether the columns which tell where a row came from count: of repetitions,
   *     each side may keep another one
   */
  static TableDigest of(SparkPeer spark, Path root, boolean wherefrom)
      throws JsonProcessingException {
    List<String> tables = new ArrayList<>();
    for (RecordKind kind : RecordKind.values()) {
      TableSchema table = TableSchema.of(kind);
      List<String> columns =
          table.columns().stream()
              .map(Column::name)
              .filter(name -> wherefrom || !name.startsWith("ingest_"))
              .toList();
      String nulls =
          columns.stream().map(name -> "isnull(" + name + ")").collect(Collectors.joining(", "));
      String row =
          spark
              .sql(
                  "SELECT count(*) AS rows, CAST(sum(CAST(xxhash64(%s, array(%s)) AS DECIMAL(20)))"
                          .formatted(String.join(", ", columns), nulls)
                      + " AS STRING) AS hash FROM delta.`"
                      + root.resolve(table.tableName())
                      + "`")
              .get(0);
      JsonNode digest = JSON.readTree(row);
      tables.add(
          table.tableName()
              + ": "
              + digest.path("rows").asLong()
              + " rows, hash "
              + digest.path("hash").asText());
    }
    return new TableDigest(tables);
  }
}
