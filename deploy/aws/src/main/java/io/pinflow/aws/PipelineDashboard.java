package io.pinflow.aws;

import java.util.List;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.constructs.Construct;

/** One dashboard: the alarms, what comes in, and a row for each job. */
final class PipelineDashboard extends Construct {

  private static final int WIDTH = 24;
  private static final int THIRD = WIDTH / 3;

  private final Dashboard dashboard;

  PipelineDashboard(Construct scope, StageSettings settings, KafkaCluster kafka, Alarms alarms) {
    super(scope, "Dashboard");
    dashboard =
        Dashboard.Builder.create(this, "Dashboard")
            .dashboardName(settings.name("pipeline"))
            .build();
    dashboard.addWidgets(
        AlarmStatusWidget.Builder.create()
            .title("Alarms")
            .alarms(List.<IAlarm>copyOf(alarms.all()))
            .width(WIDTH)
            .build());
    String api = settings.name("posts");
    dashboard.addWidgets(
        graph(
            "API: requests and errors",
            List.of(
                PipelineMetrics.ofApi(api, settings.stage(), "Count", "Sum"),
                PipelineMetrics.ofApi(api, settings.stage(), "4XXError", "Sum"),
                PipelineMetrics.ofApi(api, settings.stage(), "5XXError", "Sum"))),
        graph(
            "Streams: age of what is read (ms)",
            settings.streamNames().stream()
                .<IMetric>map(
                    stream ->
                        PipelineMetrics.ofStream(
                            stream, "GetRecords.IteratorAgeMilliseconds", "Maximum"))
                .toList()),
        graph(
            "Topics: how far CleanJob is behind (s)",
            settings.topics().stream()
                .<IMetric>map(
                    topic -> PipelineMetrics.kafkaLag(kafka.name(), "pinflow-CleanJob", topic))
                .toList()));
  }

  void add(FlinkApplication application) {
    String name = application.applicationName();
    String job = application.job().job();
    dashboard.addWidgets(
        graph(
            job + ": downtime (ms), restarts, failed checkpoints",
            List.of(
                PipelineMetrics.ofApplication(name, "downtime", "Maximum"),
                PipelineMetrics.ofApplication(name, "fullRestarts", "Maximum"),
                PipelineMetrics.ofApplication(name, "numberOfFailedCheckpoints", "Maximum"))),
        graph(
            job + ": checkpoints (ms, bytes)",
            List.of(
                PipelineMetrics.ofApplication(name, "lastCheckpointDuration", "Maximum"),
                PipelineMetrics.ofApplication(name, "lastCheckpointSize", "Maximum"))),
        graph(
            job + ": KPUs, CPU and heap (%)",
            List.of(
                PipelineMetrics.ofApplication(name, "KPUs", "Maximum"),
                PipelineMetrics.ofApplication(name, "cpuUtilization", "Maximum"),
                PipelineMetrics.ofApplication(name, "heapMemoryUtilization", "Maximum"))));
  }

  void addOutcomes(FlinkApplication application) {
    String name = application.applicationName();
    dashboard.addWidgets(
        outcomes(name, "received"),
        outcomes(name, "quarantined"),
        graph("Share quarantined", List.of(PipelineMetrics.quarantinedShare(name))));
  }

  /** What becomes of the commits to each table. */
  void addTables(FlinkApplication application) {
    String name = application.applicationName();
    dashboard.addWidgets(
        quarter(
            "Seconds since a table was up to date", ofTables(name, "deltaSecondsSinceLastCommit")),
        quarter("From record to table, oldest row (ms)", ofTables(name, "deltaMaxDelayMillis")),
        quarter("Duration of a commit (ms)", ofTables(name, "deltaLastCommitMillis")),
        quarter(
            "Rows committed",
            StageSettings.TABLES.stream()
                .map(
                    table ->
                        PipelineMetrics.growth(
                            PipelineMetrics.ofTable(name, table, "deltaCommittedRows"), table))
                .toList()));
  }

  /** What becomes of the commits to the raw archive. */
  void addArchive(FlinkApplication application) {
    String name = application.applicationName();
    dashboard.addWidgets(
        graph(
            "Seconds since the archive was up to date",
            List.of(
                PipelineMetrics.ofApplication(name, "archiveSecondsSinceLastCommit", "Maximum"))),
        graph(
            "Duration of a commit to the archive (ms)",
            List.of(PipelineMetrics.ofApplication(name, "archiveLastCommitMillis", "Maximum"))),
        graph("Size of an archived object", List.of(PipelineMetrics.archivedObject(name))));
  }

  private static List<IMetric> ofTables(String application, String name) {
    return StageSettings.TABLES.stream()
        .<IMetric>map(
            table ->
                PipelineMetrics.ofTable(application, table, name)
                    .with(MetricOptions.builder().label(table).build()))
        .toList();
  }

  private static IWidget outcomes(String application, String outcome) {
    return graph(
        "Records " + outcome,
        List.of(
            PipelineMetrics.ofOperators(application, "pin." + outcome, "Sum"),
            PipelineMetrics.ofOperators(application, "geo." + outcome, "Sum"),
            PipelineMetrics.ofOperators(application, "user." + outcome, "Sum")));
  }

  private static IWidget graph(String title, List<IMetric> metrics) {
    return graph(title, metrics, THIRD);
  }

  private static IWidget quarter(String title, List<IMetric> metrics) {
    return graph(title, metrics, WIDTH / 4);
  }

  private static IWidget graph(String title, List<IMetric> metrics, int width) {
    return GraphWidget.Builder.create().title(title).left(metrics).width(width).build();
  }
}
