package io.pinflow.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.flink.metrics.CharacterFilter;
import org.apache.flink.metrics.LogicalScopeProvider;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopbackPrometheusReporterTest {

  private static final String SAMPLE = "flink_task_records{subtask_index=\"0\",}";

  private final TaskGroup task = new TaskGroup("0");
  private final SimpleCounter counter = new SimpleCounter();
  private int port;
  private MetricReporter reporter;

  @BeforeEach
  void open() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    MetricConfig config = new MetricConfig();
    config.setProperty("port", Integer.toString(port));
    reporter =
        ServiceLoader.load(MetricReporterFactory.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(LoopbackPrometheusReporterFactory.class::isInstance)
            .findFirst()
            .orElseThrow()
            .createMetricReporter(config);
    reporter.open(config);
    counter.inc(3);
  }

  @AfterEach
  void close() {
    reporter.close();
  }

  @Test
  void servesMetricsOnTheLoopback() throws IOException, InterruptedException {
    reporter.notifyOfAddedMetric(counter, "records", task);
    assertThat(scrape()).contains(SAMPLE + " 3.0");
  }

  @Test
  void servesWhatWasAddedSinceTheLastScrape() throws IOException, InterruptedException {
    assertThat(scrape()).doesNotContain(SAMPLE);
    reporter.notifyOfAddedMetric(counter, "records", task);
    assertThat(scrape()).contains(SAMPLE);
    assertThat(scrape()).contains(SAMPLE);
  }

  @Test
  void looksAtNoMetricBeforeAScrape() throws IOException, InterruptedException {
    reporter.notifyOfAddedMetric(counter, "records", task);
    assertThat(task.looks).isZero();
    String unused = scrape();
    assertThat(task.looks).isPositive();
  }

  @Test
  void looksAtNoMetricThatIsGoneBeforeAScrape() throws IOException, InterruptedException {
    reporter.notifyOfAddedMetric(counter, "records", task);
    reporter.notifyOfRemovedMetric(counter, "records", task);
    assertThat(scrape()).doesNotContain(SAMPLE);
    assertThat(task.looks).isZero();
  }

  @Test
  void forgetsAScrapedMetricWhenItIsGone() throws IOException, InterruptedException {
    reporter.notifyOfAddedMetric(counter, "records", task);
    assertThat(scrape()).contains(SAMPLE);
    reporter.notifyOfRemovedMetric(counter, "records", task);
    assertThat(scrape()).doesNotContain(SAMPLE);
  }

  @Test
  void keepsTheMetricOfAnotherTaskOfTheSameName() throws IOException, InterruptedException {
    reporter.notifyOfAddedMetric(counter, "records", task);
    reporter.notifyOfAddedMetric(counter, "records", new TaskGroup("1"));
    reporter.notifyOfRemovedMetric(counter, "records", task);
    assertThat(scrape())
        .doesNotContain(SAMPLE)
        .contains("flink_task_records{subtask_index=\"1\",} 3.0");
  }

  @Test
  void servesTheOthersWhereOneMetricFails() throws IOException, InterruptedException {
    reporter.notifyOfAddedMetric(
        counter,
        "refused",
        new TaskGroup("1") {
          @Override
          public Map<String, String> getAllVariables() {
            throw new IllegalStateException("no variables");
          }
        });
    reporter.notifyOfAddedMetric(counter, "records", task);
    assertThat(scrape()).contains(SAMPLE);
  }

  private String scrape() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  @Test
  void isNotReachedByAnyOtherAddress() throws IOException {
    Optional<InetAddress> other =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress())
            .findFirst();
    assumeThat(other).as("an address of this machine beside the loopback").isPresent();
    try (Socket socket = new Socket()) {
      assertThatThrownBy(() -> socket.connect(new InetSocketAddress(other.get(), port), 1_000))
          .isInstanceOf(ConnectException.class);
    }
  }

  /** As Flink hands them to reporters, and counts how often it was asked whose metrics they are. */
  private static class TaskGroup extends UnregisteredMetricsGroup implements LogicalScopeProvider {

    private final String subtask;
    private int looks;

    TaskGroup(String subtask) {
      this.subtask = subtask;
    }

    @Override
    public Map<String, String> getAllVariables() {
      looks++;
      return Map.of("<subtask_index>", subtask);
    }

    @Override
    public String getLogicalScope(CharacterFilter filter) {
      looks++;
      return "task";
    }

    @Override
    public String getLogicalScope(CharacterFilter filter, char delimiter) {
      return getLogicalScope(filter);
    }

    @Override
    public MetricGroup getWrappedMetricGroup() {
      return this;
    }
  }
}
