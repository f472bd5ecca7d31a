/** How long a record takes from Kafka into a table. */
package io.pinflow.benchmarks.latency;
