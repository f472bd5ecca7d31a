package io.pinflow.benchmarks.analytics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinflow.schema.RecordKind;
import io.pinflow.testing.SparkPeer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Spark SQL with Delta Lake, local[2], with its own wording of the queries. */
final class SparkContender implements Contender {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SparkPeer spark;

  private SparkContender(SparkPeer spark) {
    this.spark = spark;
  }

  static SparkContender start(Path tables) {
    SparkPeer spark = SparkPeer.start(List.of("-Xmx2g"));
    for (RecordKind kind : RecordKind.values()) {
      String table = kind.tableName();
      var unused =
          spark.sql(
              "CREATE TEMPORARY VIEW %s AS SELECT * FROM delta.`%s`"
                  .formatted(table, tables.resolve(table)));
    }
    return new SparkContender(spark);
  }

  @Override
  public List<String> answer(AnalyticsQuery query) {
    return Answer.of(spark.sql("ANALYTICS " + query.name()).stream().map(this::values).toList());
  }

  private List<Object> values(String row) {
    try {
      List<Object> values = new ArrayList<>();
      for (JsonNode value : JSON.readTree(row)) {
        values.add(
            value.isNull() ? null : value.isNumber() ? value.decimalValue() : value.asText());
      }
      return values;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Spark answers no JSON: " + row, e);
    }
  }

  @Override
  public Duration cpuTime() {
    return spark.cpuTime();
  }

  @Override
  public void close() {
    spark.close();
  }
}
