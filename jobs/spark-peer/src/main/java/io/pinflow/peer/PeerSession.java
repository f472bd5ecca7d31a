package io.pinflow.peer;

import org.apache.spark.sql.SparkSession;

/** The Spark session of every command of the peer: two threads, Delta Lake, UTC. */
final class PeerSession {

  private PeerSession() {}

  static SparkSession.Builder builder() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("pinflow-spark-peer")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "2")
        // Left at its default, every snapshot takes 50 tasks and each query some 15 s.
        .config("spark.databricks.delta.snapshotPartitions", "2")
        // Left at its default, a VACUUM lists the table with 10,000 tasks.
        .config("spark.sql.sources.parallelPartitionDiscovery.parallelism", "2")
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
  }
}
