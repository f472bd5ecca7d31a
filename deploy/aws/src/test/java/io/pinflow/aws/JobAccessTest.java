package io.pinflow.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;

/** Options which no deployed job has, but may be given. */
@NeedsNode
class JobAccessTest {

  private static final String ROLE = "Role";
  private static final String STREAM = "arn:aws:kinesis:eu-west-1:~:stream/streaming-x-pin";

  @Test
  void enhancedFanOutSubscribesAsItsOwnConsumerAlone() {
    Policies rights =
        rightsOf(
            new JobSpec(
                "CleanJob",
                JobSpec.Run.ALWAYS,
                Map.of(
                    "kinesis-region", "eu-west-1",
                    "kinesis-streams", "streaming-x-pin",
                    "kinesis-reader", "efo",
                    "kinesis-consumer-name", "mine",
                    "table-root", "s3://bucket/lake")));

    assertThat(rights.allow(ROLE, "kinesis:RegisterStreamConsumer", STREAM)).isTrue();
    assertThat(rights.allow(ROLE, "kinesis:SubscribeToShard", STREAM + "/consumer/mine:17"))
        .isTrue();
    assertThat(rights.allow(ROLE, "kinesis:SubscribeToShard", STREAM + "/consumer/other:17"))
        .isFalse();
    assertThat(rights.allow(ROLE, "kinesis:GetRecords", STREAM)).isFalse();
    assertThat(rights.all()).noneMatch(right -> right.action().startsWith("kafka"));
  }

  @Test
  void aReplayReadsTheArchiveAndChangesNothingInIt() {
    String archived = "~/pinflow/raw/topics/t/dt=2026-01-01/hour=00/p.json.gz";
    Policies rights =
        rightsOf(
            new JobSpec(
                "CleanJob",
                JobSpec.Run.DAILY,
                Map.of(
                    "source", "archive",
                    "archive-root", "s3://bucket",
                    "table-root", "s3://bucket/lake")));

    assertThat(rights.allow(ROLE, "s3:GetObject", archived)).isTrue();
    assertThat(rights.allow(ROLE, "s3:PutObject", archived)).isFalse();
    assertThat(rights.allow(ROLE, "s3:DeleteObject", archived)).isFalse();
    assertThat(rights.allow(ROLE, "s3:DeleteObject", "~/pinflow/raw/_ledger/topics/t/1.json"))
        .isFalse();
    assertThat(rights.allow(ROLE, "s3:PutObject", "~/pinflow/lake/pin_table/a.parquet")).isTrue();
    assertThat(rights.all()).noneMatch(right -> right.action().startsWith("kinesis"));
  }

  @Test
  void anotherGroupIsTheOneThatMayBeCommittedUnder() {
    Policies rights =
        rightsOf(
            new JobSpec(
                "RawArchiveJob",
                JobSpec.Run.ALWAYS,
                Map.of(
                    "kafka-bootstrap-servers", "b:9098",
                    "kafka-topics", "x.pin",
                    "kafka-group-id", "mine",
                    "archive-root", "s3://bucket")));

    assertThat(rights.allow(ROLE, "kafka-cluster:AlterGroup", "~:group/~/mine")).isTrue();
    assertThat(rights.allow(ROLE, "kafka-cluster:AlterGroup", "~:group/~/pinflow-RawArchiveJob"))
        .isFalse();
    assertThat(rights.all()).noneMatch(right -> right.action().startsWith("kinesis"));
  }

  private static Policies rightsOf(JobSpec job) {
    App app = new App(AppProps.builder().context(Synthesized.context()).build());
    StackProps props =
        StackProps.builder().env(Environment.builder().region("eu-west-1").build()).build();
    DataStack data = new DataStack(app, "data", props, Synthesized.settings("dev"));
    Stack stack = new Stack(app, "job", props);
    Role.Builder.create(stack, ROLE)
        .assumedBy(new ServicePrincipal("kinesisanalytics.amazonaws.com"))
        .inlinePolicies(new JobAccess(stack, data).policies(job))
        .build();
    return new Policies(Synthesized.tree(Template.fromStack(stack)));
  }
}
