package io.pinflow.aws;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** The alarms of a stage; each tells one SNS topic when it goes off and when it is over. */
final class Alarms extends Construct {

  private static final int LAG_SECONDS = 600;
  private static final double QUARANTINED_SHARE = 0.05;

  /** A commit comes with every checkpoint: so many in a row may fail or be late. */
  private static final int CHECKPOINTS_WITHOUT_COMMIT = 5;

  private final StageSettings settings;
  private final Topic topic;
  private final List<Alarm> all = new ArrayList<>();

  Alarms(Construct scope, StageSettings settings) {
    super(scope, "Alarms");
    this.settings = settings;
    topic =
        Topic.Builder.create(this, "Topic")
            .topicName(settings.name("alarms"))
            .enforceSsl(true)
            .build();
    settings.alarmEmail().ifPresent(email -> topic.addSubscription(new EmailSubscription(email)));
  }

  /** What is wrong with a job that is to run always. */
  void watch(FlinkApplication application, KafkaCluster kafka) {
    String name = application.applicationName();
    String job = application.job().job();
    alarm(
        job + "Downtime",
        "The job does not run: look at its log for the exception",
        PipelineMetrics.ofApplication(name, "downtime", "Maximum"),
        0,
        1);
    alarm(
        job + "Restarts",
        "The job restarts again and again: look at its log for the exception",
        PipelineMetrics.growth(name, "fullRestarts"),
        2,
        1);
    alarm(
        job + "FailedCheckpoints",
        "Checkpoints fail, and nothing becomes visible meanwhile: look at the log and at back pressure",
        PipelineMetrics.growth(name, "numberOfFailedCheckpoints"),
        2,
        1);
    if (application.job().readsKafka()) {
      for (String of : settings.topics()) {
        alarm(
            job + "LagOf-" + of,
            "The job is more than ten minutes behind in topic " + of + ": give it more parallelism",
            PipelineMetrics.kafkaLag(kafka.name(), "pinflow-" + job, of),
            LAG_SECONDS,
            3);
      }
    }
  }

  /** That what CleanJob reads becomes visible in each of its tables. */
  void watchTables(FlinkApplication application) {
    for (String table : StageSettings.TABLES) {
      noCommit(
          application,
          "NoCommitTo-" + table,
          "table " + table,
          PipelineMetrics.ofTable(
              application.applicationName(), table, "deltaSecondsSinceLastCommit"));
    }
  }

  /** That what RawArchiveJob reads becomes visible. */
  void watchArchive(FlinkApplication application) {
    noCommit(
        application,
        "NoCommitToArchive",
        "the raw archive",
        PipelineMetrics.ofApplication(
            application.applicationName(), "archiveSecondsSinceLastCommit", "Maximum"));
  }

  private void noCommit(FlinkApplication application, String id, String to, IMetric seconds) {
    String job = application.job().job();
    int checkpoint = settings.jobs().get(job).checkpointSeconds();
    alarm(
        id,
        "Nothing more becomes visible in "
            + to
            + ": look at "
            + job
            + "'s log for checkpoints that fail and commits that are tried again",
        seconds,
        Math.max(LAG_SECONDS, CHECKPOINTS_WITHOUT_COMMIT * checkpoint),
        1);
  }

  void watchQuarantine(FlinkApplication application) {
    alarm(
        "Quarantine",
        "More than 5 % of the records were quarantined: SELECT code, field, message, COUNT(*) FROM"
            + " quarantine_open GROUP BY code, field, message",
        PipelineMetrics.quarantinedShare(application.applicationName()),
        QUARANTINED_SHARE,
        3);
  }

  void watchStreams() {
    for (String stream : settings.streamNames()) {
      alarm(
          "AgeOf-" + stream,
          "A job is more than ten minutes behind in stream " + stream,
          PipelineMetrics.ofStream(stream, "GetRecords.IteratorAgeMilliseconds", "Maximum"),
          LAG_SECONDS * 1_000,
          3);
      alarm(
          "ReadsThrottledOf-" + stream,
          "Reads of stream " + stream + " are throttled: more shards, or kinesis-reader efo",
          PipelineMetrics.ofStream(stream, "ReadProvisionedThroughputExceeded", "Sum"),
          0,
          3);
      alarm(
          "WritesThrottledOf-" + stream,
          "Writes to stream " + stream + " are throttled: more shards",
          PipelineMetrics.ofStream(stream, "WriteProvisionedThroughputExceeded", "Sum"),
          0,
          1);
    }
  }

  void watchApi() {
    alarm(
        "ApiErrors",
        "The API answers with 5xx: look at its access log, and at the Kafka REST Proxy's",
        PipelineMetrics.ofApi(settings.name("posts"), settings.stage(), "5XXError", "Sum"),
        0,
        3);
  }

  void watchStarts(String scheduleGroup) {
    alarm(
        "DailyStart",
        "A daily job could not be started: does it still run since yesterday?",
        PipelineMetrics.ofSchedules(scheduleGroup, "TargetErrorCount"),
        0,
        1);
  }

  /** Goes off where the metric is above the threshold for as many periods of five minutes. */
  private void alarm(String id, String what, IMetric metric, double above, int periods) {
    Alarm alarm =
        Alarm.Builder.create(this, id)
            .alarmName(settings.name(id))
            .alarmDescription(what)
            .metric(metric)
            .threshold(above)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
            .evaluationPeriods(periods)
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .build();
    SnsAction tell = new SnsAction(topic);
    alarm.addAlarmAction(tell);
    alarm.addOkAction(tell);
    all.add(alarm);
  }

  List<Alarm> all() {
    return List.copyOf(all);
  }
}
