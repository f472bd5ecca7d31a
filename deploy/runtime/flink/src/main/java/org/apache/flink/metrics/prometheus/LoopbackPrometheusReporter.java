package org.apache.flink.metrics.prometheus;

import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.apache.flink.metrics.MetricConfig;

/**
 * Serves the metrics of a process at {@code http://127.0.0.1:PORT/metrics}. In the package of
 * Flink's own reporter, which lets no other package at its registry.
 */
public final class LoopbackPrometheusReporter extends AbstractPrometheusReporter {

  private final int port;
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
      server = new HTTPServer(address, registry);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot serve metrics at " + address, e);
    }
    log.info("Serving metrics for Prometheus at {}.", address);
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop();
    }
    super.close();
  }
}
