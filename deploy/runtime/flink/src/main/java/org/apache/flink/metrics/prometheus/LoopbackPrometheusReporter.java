package org.apache.flink.metrics.prometheus;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.LogicalScopeProvider;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;

/**
 * Serves the metrics of a process at {@code http://127.0.0.1:PORT/metrics}. In the package of
 * Flink's own reporter, which lets no other package at its registry.
 *
 * <p>A metric is prepared for Prometheus by the first scrape behind its registration: each query
 * has hundreds, most of which are gone before anybody looks. Thread-safe.
 */
public final class LoopbackPrometheusReporter extends AbstractPrometheusReporter {

  private final int port;
  private final Map<Map.Entry<MetricGroup, String>, Runnable> unprepared = new LinkedHashMap<>();
  private HTTPServer server;

  public LoopbackPrometheusReporter(int port) {
    this.port = port;
  }

  /** Fails where another process has the port; Flink then goes on without the reporter. */
  @Override
  public void open(MetricConfig config) {
    super.open(config);
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try {
      server = new HTTPServer(address, new PreparingRegistry());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot serve metrics at " + address, e);
    }
    log.info("Serving metrics for Prometheus at {}.", address);
  }

  @Override
  public synchronized void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    unprepared.put(key(name, group), () -> super.notifyOfAddedMetric(metric, name, group));
  }

  @Override
  public synchronized void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    if (unprepared.remove(key(name, group)) == null) {
      super.notifyOfRemovedMetric(metric, name, group);
    }
  }

  private synchronized void prepare() {
    unprepared.forEach(
        (key, preparation) -> {
          try {
            preparation.run();
          } catch (RuntimeException e) {
            // As Flink does where a reporter refuses a metric: the others are served all the same.
            log.warn("Metric {} is not served to Prometheus", key.getValue(), e);
          }
        });
    unprepared.clear();
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop();
    }
    super.close();
  }

  /** A group has one metric of a name; reporters get another view of the group at each call. */
  private static Map.Entry<MetricGroup, String> key(String name, MetricGroup group) {
    return Map.entry(LogicalScopeProvider.castFrom(group).getWrappedMetricGroup(), name);
  }

  /** The reporter's own one, up to date. */
  private final class PreparingRegistry extends CollectorRegistry {

    @Override
    public Enumeration<MetricFamilySamples> metricFamilySamples() {
      prepare();
      return registry.metricFamilySamples();
    }

    @Override
    public Enumeration<MetricFamilySamples> filteredMetricFamilySamples(Set<String> names) {
      prepare();
      return registry.filteredMetricFamilySamples(names);
    }
  }
}
