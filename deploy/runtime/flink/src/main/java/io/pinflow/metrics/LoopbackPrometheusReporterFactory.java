package io.pinflow.metrics;

import java.util.Properties;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.prometheus.LoopbackPrometheusReporter;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * Makes the reporter of Flink's metrics to Prometheus which listens on 127.0.0.1 alone; Flink's own
 * one listens on every address of the machine. Its option {@code port} is the one port it takes.
 */
public final class LoopbackPrometheusReporterFactory implements MetricReporterFactory {

  private static final int USUAL_PORT = 9249;

  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    return new LoopbackPrometheusReporter(
        ((MetricConfig) properties).getInteger("port", USUAL_PORT));
  }
}
