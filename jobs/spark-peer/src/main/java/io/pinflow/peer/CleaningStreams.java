package io.pinflow.peer;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;

/**
 * Cleans what is in three topics when it starts into three Delta tables, with Structured Streaming:
 * one query a topic side by side, each with one batch. The peer of CleanJob.
 */
final class CleaningStreams {

  private static final String ROCKSDB =
      "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider";

  private final String bootstrapServers;
  private final String topicPrefix;
  private final Path root;
  private final Path checkpoints;
  private final String deduplication;

  /**
   * The streams.
   *
   * @param topicPrefix what comes before {@code pin}, {@code geo} and {@code user}
   * @param deduplication {@code off}, or the state store it keeps what it has seen in: {@code
   *     default} or {@code rocksdb}
   */
  CleaningStreams(
      String bootstrapServers,
      String topicPrefix,
      Path root,
      Path checkpoints,
      String deduplication) {
    this.bootstrapServers = bootstrapServers;
    this.topicPrefix = topicPrefix;
    this.root = root;
    this.checkpoints = checkpoints;
    this.deduplication = deduplication;
  }

  /**
   * Runs to the end of the topics, prints {@code "FIRST_BATCH "} and the milliseconds since the
   * epoch at which the first query began its batch, then {@code DONE}, and waits for the end of its
   * input, so that the process can be asked for what it used.
   */
  void run(PrintStream replies) throws IOException {
    SparkSession.Builder builder =
        PeerSession.builder()
            // Without it each task would sort its rows by the partition column before writing.
            .config("spark.sql.maxConcurrentOutputFileWriters", "8");
    if (deduplication.equals("rocksdb")) {
      builder.config("spark.sql.streaming.stateStore.providerClass", ROCKSDB);
    }
    try (SparkSession spark = builder.getOrCreate()) {
      List<StreamingQuery> queries = new ArrayList<>();
      for (String kind : CleaningQueries.KINDS) {
        queries.add(start(spark, kind));
      }
      long firstBatch = Long.MAX_VALUE;
      for (StreamingQuery query : queries) {
        query.awaitTermination();
        firstBatch =
            Math.min(
                firstBatch, Instant.parse(query.recentProgress()[0].timestamp()).toEpochMilli());
      }
      replies.println("FIRST_BATCH " + firstBatch);
      replies.println("DONE");
      replies.flush();
      while (System.in.read() >= 0) {
        // Nothing is expected but the end.
      }
    } catch (StreamingQueryException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("A query failed", e);
    }
  }

  private StreamingQuery start(SparkSession spark, String kind)
      throws java.util.concurrent.TimeoutException {
    Dataset<Row> records =
        spark
            .readStream()
            .format("kafka")
            .option("kafka.bootstrap.servers", bootstrapServers)
            .option("subscribe", topicPrefix + kind)
            .option("startingOffsets", "earliest")
            .load();
    return CleaningQueries.rows(kind, records, !deduplication.equals("off"))
        .writeStream()
        .format("delta")
        .option("checkpointLocation", checkpoints.resolve(kind).toString())
        .partitionBy("ingest_date")
        .trigger(Trigger.AvailableNow())
        .start(root.resolve(kind + "_table").toString());
  }
}
