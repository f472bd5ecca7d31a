/** Flink's metrics for Prometheus, as a plugin of the local stack's Flink. */
package io.pinflow.metrics;
