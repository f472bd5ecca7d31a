package io.pinflow.peer;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Reads Delta tables with Spark and gives what it saw as JSON: the independent witness of what the
 * Flink connector wrote. Runs in a JVM of its own, because Spark and Flink need different versions
 * of the same libraries.
 *
 * <p>Timestamps are printed in UTC with six digits of fraction, nulls are kept, binary is base64.
 */
final class SparkReader implements AutoCloseable {

  private static final Map<String, String> JSON =
      Map.of(
          "timestampFormat",
          "yyyy-MM-dd HH:mm:ss.SSSSSS",
          "timestampNTZFormat",
          "yyyy-MM-dd'T'HH:mm:ss.SSSSSS",
          "dateFormat",
          "yyyy-MM-dd",
          "ignoreNullFields",
          "false");

  private final SparkSession spark;

  SparkReader() {
    spark = PeerSession.builder().getOrCreate();
  }

  /** Makes the Delta table at {@code path} known to later queries as {@code name}. */
  void register(String name, String path) {
    spark.read().format("delta").load(path).createOrReplaceTempView(name);
  }

  /**
   * Writes every row that {@code query} gives to {@code file}, one JSON object each, in its order.
   */
  void write(String query, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (Iterator<String> rows = json(query); rows.hasNext(); ) {
        out.write(rows.next());
        out.write('\n');
      }
    }
  }

  /** The rows that a statement gives as JSON objects, in its order; none for a command. */
  Iterator<String> json(String statement) {
    Dataset<Row> rows = spark.sql(statement);
    if (rows.columns().length == 0) {
      return Collections.emptyIterator();
    }
    return rows.select(functions.to_json(functions.struct(functions.col("*")), JSON).as("json"))
        .as(Encoders.STRING())
        .toLocalIterator();
  }

  /**
   * Computes every row of a query, all its columns, and throws it away: what a benchmark measures.
   */
  void discard(String query) {
    spark.sql(query).write().format("noop").mode("overwrite").save();
  }

  @Override
  public void close() {
    spark.stop();
  }
}
