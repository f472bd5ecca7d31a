/** The nine analytics in Flink SQL, beside Spark SQL and DuckDB on the same files. */
package io.pinflow.benchmarks.analytics;
