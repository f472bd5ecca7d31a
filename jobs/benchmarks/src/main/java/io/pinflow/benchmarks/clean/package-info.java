/** CleanJob beside Spark Structured Streaming. */
package io.pinflow.benchmarks.clean;
