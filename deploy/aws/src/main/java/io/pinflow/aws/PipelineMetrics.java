package io.pinflow.aws;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;

/**
 * The metrics that alarms and dashboard show: AWS's own, and of the jobs those which
 * docs/metrics.md lists, as Managed Service for Apache Flink forwards them.
 *
 * <p>Counters of jobs and restarts only grow; what they grow by in five minutes is {@code DIFF}.
 */
final class PipelineMetrics {

  private static final Duration PERIOD = Duration.minutes(5);
  private static final String FLINK = "AWS/KinesisAnalytics";

  private PipelineMetrics() {}

  /** A metric of a whole application, which the service reports. */
  static Metric ofApplication(String application, String name, String statistic) {
    return metric(FLINK, name, statistic, Map.of("Application", application));
  }

  /** A metric of the commits to a table, each of which one task makes. */
  static Metric ofTable(String application, String table, String name) {
    return metric(FLINK, name, "Maximum", Map.of("Application", application, "table", table));
  }

  /** By how much a metric of an application grew. */
  static IMetric growth(String application, String name) {
    return growth(ofApplication(application, name, "Maximum"), name);
  }

  /**
   * By how much a counter grew.
   *
   * @param name that no other in the same graph has, beginning in lower case
   */
  static IMetric growth(IMetric counter, String name) {
    return MathExpression.Builder.create()
        .expression("DIFF(" + name + ")")
        .usingMetrics(Map.of(name, counter))
        .label(name)
        .period(PERIOD)
        .build();
  }

  /**
   * Metrics of an application's operators, whatever else tells them apart: for the dashboard alone.
   */
  static IMetric ofOperators(String application, String name, String statistic) {
    return MathExpression.Builder.create()
        .expression(
            "SEARCH('Namespace=\"%s\" MetricName=\"%s\" Application=\"%s\"', '%s', 300)"
                .formatted(FLINK, name, application, statistic))
        .label(name)
        .period(PERIOD)
        .build();
  }

  /** The share of CleanJob's records of the last five minutes which were quarantined. */
  static IMetric quarantinedShare(String application) {
    return MathExpression.Builder.create()
        .expression(
            "IF(DIFF(pr) + DIFF(gr) + DIFF(ur) > 0,"
                + " (DIFF(pq) + DIFF(gq) + DIFF(uq)) / (DIFF(pr) + DIFF(gr) + DIFF(ur)), 0)")
        .usingMetrics(
            Map.of(
                "pr", ofApplication(application, "pin.received", "Sum"),
                "gr", ofApplication(application, "geo.received", "Sum"),
                "ur", ofApplication(application, "user.received", "Sum"),
                "pq", ofApplication(application, "pin.quarantined", "Sum"),
                "gq", ofApplication(application, "geo.quarantined", "Sum"),
                "uq", ofApplication(application, "user.quarantined", "Sum")))
        .label("quarantined share")
        .period(PERIOD)
        .build();
  }

  /** Bytes of an object which RawArchiveJob stored in the last five minutes, on the average. */
  static IMetric archivedObject(String application) {
    return MathExpression.Builder.create()
        .expression("IF(DIFF(objects) > 0, DIFF(bytes) / DIFF(objects), 0)")
        .usingMetrics(
            Map.of(
                "objects", ofApplication(application, "archiveCommittedObjects", "Sum"),
                "bytes", ofApplication(application, "archiveCommittedBytes", "Sum")))
        .label("bytes")
        .period(PERIOD)
        .build();
  }

  /** Seconds by which a consumer group is behind in a topic, as MSK estimates it. */
  static Metric kafkaLag(String cluster, String group, String topic) {
    return metric(
        "AWS/Kafka",
        "EstimatedMaxTimeLag",
        "Maximum",
        Map.of("Cluster Name", cluster, "Consumer Group", group, "Topic", topic));
  }

  static Metric ofStream(String stream, String name, String statistic) {
    return metric("AWS/Kinesis", name, statistic, Map.of("StreamName", stream));
  }

  static Metric ofApi(String api, String stage, String name, String statistic) {
    return metric("AWS/ApiGateway", name, statistic, Map.of("ApiName", api, "Stage", stage));
  }

  static Metric ofSchedules(String group, String name) {
    return metric("AWS/Scheduler", name, "Sum", Map.of("ScheduleGroup", group));
  }

  private static Metric metric(
      String namespace, String name, String statistic, Map<String, String> dimensions) {
    return Metric.Builder.create()
        .namespace(namespace)
        .metricName(name)
        .statistic(statistic)
        .dimensionsMap(dimensions)
        .period(PERIOD)
        .build();
  }
}
