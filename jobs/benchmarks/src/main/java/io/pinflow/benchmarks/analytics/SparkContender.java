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
import java.util.Map;

/** Spark SQL with Delta Lake, local[2], with the newest version of each key by ROW_NUMBER. */
final class SparkContender implements Contender {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<RecordKind, String> VIEWS =
      Map.of(RecordKind.PIN, "pins", RecordKind.GEO, "geo", RecordKind.USER, "users");

  private static final String USERS_BY_AGE_GROUP =
      "CREATE TEMPORARY VIEW users_by_age_group AS SELECT ind, CASE WHEN age <= 24 THEN '18-24' WHEN age <= 35 THEN '25-35' WHEN age <= 50 THEN '36-50' ELSE '50+' END AS age_group, date_joined FROM users WHERE age >= 18";

  private final SparkPeer spark;

  private SparkContender(SparkPeer spark) {
    this.spark = spark;
  }

  static SparkContender start(Path tables) {
    SparkPeer spark = SparkPeer.start(List.of("-Xmx2g"));
    VIEWS.forEach(
        (kind, view) -> {
          var unused =
              spark.sql(
                  "CREATE TEMPORARY VIEW %s AS SELECT * FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY ind ORDER BY ingest_time DESC, CHAR_LENGTH(ingest_source) DESC, ingest_source DESC) AS version_rank FROM delta.`%s`) WHERE version_rank = 1"
                      .formatted(view, tables.resolve(kind.tableName())));
        });
    var unused = spark.sql(USERS_BY_AGE_GROUP);
    return new SparkContender(spark);
  }

  /** The project's own SQL; Spark divides integers in another way. */
  @Override
  public List<String> answer(AnalyticsQuery query) {
    String sql = query.sql().replace(" / 2", " DIV 2");
    return Answer.of(spark.sql(sql).stream().map(SparkContender::values).toList());
  }

  private static List<Object> values(String row) {
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
