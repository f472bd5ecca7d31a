package io.pinflow.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NeedsNode
class PolicyTest {

  private static final String RAW = "RawArchiveJobRole";
  private static final String CLEAN = "CleanJobRole";
  private static final String MAINTENANCE = "MaintenanceJobRole";
  private static final String SQL = "SqlJobRole";
  private static final String QUALITY = "QualityJobRole";
  private static final String RESULT = "~/pinflow/lake/gold/users_joined_by_year/part-1.parquet";
  private static final String RESULT_COMMIT =
      "~/pinflow/lake/gold/users_joined_by_year/_delta_log/1.json";
  private static final String REPORT = "~/pinflow/lake/_runs/2026-01-31/SqlJob.json";
  private static final String DATA_FILE = "~/pinflow/lake/pin_table/part-1.parquet";
  private static final String COMMIT = "~/pinflow/lake/pin_table/_delta_log/1.json";
  private static final String ARCHIVED = "~/pinflow/raw/topics/t/dt=2026-01-01/hour=00/p.json.gz";
  private static final String LEDGER = "~/pinflow/raw/_ledger/topics/t/1-a.json";

  private final Policies jobs = Policies.of("pinflow-dev-jobs");
  private final Policies ingest = Policies.of("pinflow-dev-ingest");

  @Test
  void rawArchiveJobWritesTheArchiveAndDeletesOfItsLedgerAlone() {
    for (String object : List.of(ARCHIVED, LEDGER)) {
      assertThat(jobs.allow(RAW, "s3:GetObject", object)).isTrue();
      assertThat(jobs.allow(RAW, "s3:PutObject", object)).isTrue();
      assertThat(jobs.allow(RAW, "s3:AbortMultipartUpload", object)).isTrue();
    }
    assertThat(jobs.allow(RAW, "s3:DeleteObject", LEDGER)).isTrue();
    assertThat(jobs.allow(RAW, "s3:DeleteObject", ARCHIVED)).isFalse();
    // The file system's markers of folders are no records.
    assertThat(jobs.allow(RAW, "s3:DeleteObject", "~/pinflow/raw/topics/t/")).isTrue();
  }

  @Test
  void rawArchiveJobDoesNotTouchTheTables() {
    assertThat(jobs.allow(RAW, "s3:GetObject", DATA_FILE)).isFalse();
    assertThat(jobs.allow(RAW, "s3:PutObject", COMMIT)).isFalse();
    assertThat(jobs.allow(RAW, "s3:DeleteObject", DATA_FILE)).isFalse();
  }

  @Test
  void cleanJobWritesTheTablesAndDeletesOfTheirLogsAlone() {
    for (String object : List.of(DATA_FILE, COMMIT)) {
      assertThat(jobs.allow(CLEAN, "s3:GetObject", object)).isTrue();
      assertThat(jobs.allow(CLEAN, "s3:PutObject", object)).isTrue();
    }
    assertThat(jobs.allow(CLEAN, "s3:DeleteObject", COMMIT)).isTrue();
    assertThat(jobs.allow(CLEAN, "s3:DeleteObject", DATA_FILE)).isFalse();
    assertThat(jobs.allow(CLEAN, "s3:GetObject", ARCHIVED)).isFalse();
    assertThat(jobs.allow(CLEAN, "s3:DeleteObject", LEDGER)).isFalse();
  }

  @Test
  void maintenanceJobDeletesDataFilesAndReadsNoTopicNorStream() {
    assertThat(jobs.allow(MAINTENANCE, "s3:DeleteObject", DATA_FILE)).isTrue();
    assertThat(jobs.allow(MAINTENANCE, "s3:DeleteObject", ARCHIVED)).isFalse();
    assertThat(jobs.allow(MAINTENANCE, "s3:DeleteObject", LEDGER)).isFalse();
    assertThat(jobs.all().filter(right -> right.role().equals(MAINTENANCE)))
        .noneMatch(right -> right.action().startsWith("kafka"))
        .noneMatch(right -> right.action().startsWith("kinesis"));
  }

  @Test
  void sqlJobReadsTheTablesAndWritesTheResultTablesAndItsReportAlone() {
    for (String object : List.of(DATA_FILE, COMMIT, RESULT, RESULT_COMMIT, REPORT)) {
      assertThat(jobs.allow(SQL, "s3:GetObject", object)).as(object).isTrue();
    }
    for (String object : List.of(RESULT, RESULT_COMMIT, REPORT)) {
      assertThat(jobs.allow(SQL, "s3:PutObject", object)).as(object).isTrue();
    }
    for (String object : List.of(DATA_FILE, COMMIT)) {
      assertThat(jobs.allow(SQL, "s3:PutObject", object)).as(object).isFalse();
      assertThat(jobs.allow(SQL, "s3:DeleteObject", object)).as(object).isFalse();
    }
    assertThat(jobs.allow(SQL, "s3:DeleteObject", RESULT_COMMIT)).isTrue();
    assertThat(jobs.allow(SQL, "s3:DeleteObject", RESULT)).isFalse();
    assertThat(jobs.allow(SQL, "s3:GetObject", ARCHIVED)).isFalse();
  }

  @Test
  void qualityJobReadsTheTablesAndWritesItsReportAlone() {
    for (String object : List.of(DATA_FILE, COMMIT, RESULT, RESULT_COMMIT)) {
      assertThat(jobs.allow(QUALITY, "s3:GetObject", object)).as(object).isTrue();
      assertThat(jobs.allow(QUALITY, "s3:PutObject", object)).as(object).isFalse();
      assertThat(jobs.allow(QUALITY, "s3:DeleteObject", object)).as(object).isFalse();
    }
    assertThat(jobs.allow(QUALITY, "s3:PutObject", REPORT)).isTrue();
    assertThat(jobs.allow(QUALITY, "s3:DeleteObject", REPORT)).isTrue();
    assertThat(jobs.all().filter(right -> Set.of(SQL, QUALITY).contains(right.role())))
        .noneMatch(right -> right.action().startsWith("kafka"))
        .noneMatch(right -> right.action().startsWith("kinesis:"));
  }

  @ParameterizedTest
  @ValueSource(strings = {RAW, CLEAN})
  void aReadingJobReadsItsTopicsUnderItsGroupAlone(String role) {
    String job = role.replace("Role", "");
    assertThat(jobs.allow(role, "kafka-cluster:ReadData", "~:topic/~/pinflow-dev.pin")).isTrue();
    assertThat(jobs.allow(role, "kafka-cluster:AlterGroup", "~:group/~/pinflow-" + job)).isTrue();

    assertThat(jobs.allow(role, "kafka-cluster:ReadData", "~:topic/~/other")).isFalse();
    assertThat(jobs.allow(role, "kafka-cluster:AlterGroup", "~:group/~/other")).isFalse();
    assertThat(jobs.allow(role, "kafka-cluster:WriteData", "~:topic/~/pinflow-dev.pin")).isFalse();
    assertThat(jobs.allow(role, "kafka-cluster:CreateTopic", "~:topic/~/pinflow-dev.pin"))
        .isFalse();
    assertThat(jobs.allow(role, "kafka-cluster:DeleteTopic", "~:topic/~/pinflow-dev.pin"))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "kinesis:GetRecords, pinflow-dev, true",
    "kinesis:GetShardIterator, pinflow-dev, true",
    "kinesis:ListShards, pinflow-dev, true",
    "kinesis:DescribeStreamSummary, pinflow-dev, true",
    "kinesis:GetRecords, pinflow, false",
    "kinesis:PutRecord, pinflow-dev, false",
    "kinesis:DeleteStream, pinflow-dev, false",
    "kinesis:SubscribeToShard, pinflow-dev, false"
  })
  void aReadingJobReadsItsStreamsAlone(String action, String id, boolean allowed) {
    String stream = "arn:aws:kinesis:eu-west-1:~:stream/streaming-" + id + "-pin";
    assertThat(jobs.allow(CLEAN, action, stream)).isEqualTo(allowed);
    assertThat(jobs.allow(RAW, action, stream)).isEqualTo(allowed);
  }

  @Test
  void theTopicsTaskAloneCreatesTopicsAndNobodyDeletesAny() {
    String topic = "~:topic/~/pinflow-dev.pin";
    assertThat(ingest.allow("TopicsTaskTaskRoleDefaultPolicy", "kafka-cluster:CreateTopic", topic))
        .isTrue();
    assertThat(
            ingest.allow(
                "TopicsTaskTaskRoleDefaultPolicy", "kafka-cluster:CreateTopic", "~:topic/~/x"))
        .isFalse();
    assertThat(ingest.allow("KafkaRestTaskTaskRoleDefaultPolicy", "kafka-cluster:WriteData", topic))
        .isTrue();
    assertThat(
            ingest.allow("KafkaRestTaskTaskRoleDefaultPolicy", "kafka-cluster:CreateTopic", topic))
        .isFalse();
    assertThat(ingest.all()).noneMatch(right -> right.action().contains("DeleteTopic"));
  }

  @ParameterizedTest
  @CsvSource({"dev, pinflow-dev, true", "prod, pinflow, false"})
  void theApiDeletesStreamsOnlyWhereItMay(String stage, String id, boolean allowed) {
    Policies policies = Policies.of("pinflow-" + stage + "-ingest");
    String stream = "arn:aws:kinesis:eu-west-1:~:stream/streaming-" + id + "-pin";
    assertThat(policies.allow("ApiKinesisRole", "kinesis:PutRecords", stream)).isTrue();
    assertThat(policies.allow("ApiKinesisRole", "kinesis:DeleteStream", stream)).isEqualTo(allowed);
    assertThat(policies.allow("ApiKinesisRole", "kinesis:CreateStream", stream)).isEqualTo(allowed);
    assertThat(policies.allow("ApiKinesisRole", "kinesis:PutRecord", stream + "x")).isFalse();
  }

  /** Each wildcard there is, and why it cannot be narrower. */
  private static final Set<String> WILDCARDS =
      Set.of(
          // Neither takes a resource.
          "ecr:GetAuthorizationToken *",
          "kinesis:ListStreams *",
          // Descriptions which the service asks for; they take no resource.
          "ec2:DescribeDhcpOptions *",
          "ec2:DescribeNetworkInterfaces *",
          "ec2:DescribeSecurityGroups *",
          "ec2:DescribeSubnets *",
          "ec2:DescribeVpcs *",
          // Interfaces have ids which nobody knows before; their subnets or their VPC are given.
          "ec2:CreateNetworkInterface arn:aws:ec2:eu-west-1:~:network-interface/*",
          "ec2:CreateNetworkInterfacePermission arn:aws:ec2:eu-west-1:~:network-interface/*",
          "ec2:DeleteNetworkInterface arn:aws:ec2:eu-west-1:~:network-interface/*",
          // The names of the account's log groups.
          "logs:DescribeLogGroups arn:aws:logs:eu-west-1:~:log-group:*",
          // Objects by prefix.
          "s3:GetObject ~/pinflow/_pinflow_probe_*",
          "s3:PutObject ~/pinflow/_pinflow_probe_*",
          "s3:DeleteObject ~/pinflow/_pinflow_probe_*",
          "s3:GetObject ~/pinflow/raw/*",
          "s3:PutObject ~/pinflow/raw/*",
          "s3:AbortMultipartUpload ~/pinflow/raw/*",
          "s3:DeleteObject ~/pinflow/raw/*/",
          "s3:DeleteObject ~/pinflow/raw/_ledger/*",
          "s3:GetObject ~/pinflow/lake/_pinflow_probe_*",
          "s3:PutObject ~/pinflow/lake/_pinflow_probe_*",
          "s3:DeleteObject ~/pinflow/lake/_pinflow_probe_*",
          "s3:GetObject ~/pinflow/lake/*",
          "s3:PutObject ~/pinflow/lake/*",
          "s3:AbortMultipartUpload ~/pinflow/lake/*",
          "s3:DeleteObject ~/pinflow/lake/*/",
          "s3:DeleteObject ~/pinflow/lake/*/_delta_log/*",
          "s3:DeleteObject ~/pinflow/lake/*",
          "s3:GetObject ~/pinflow/lake/gold/*",
          "s3:PutObject ~/pinflow/lake/gold/*",
          "s3:AbortMultipartUpload ~/pinflow/lake/gold/*",
          "s3:DeleteObject ~/pinflow/lake/gold/*/",
          "s3:DeleteObject ~/pinflow/lake/gold/*/_delta_log/*",
          "s3:GetObject ~/pinflow/lake/_runs/*",
          "s3:PutObject ~/pinflow/lake/_runs/*",
          "s3:AbortMultipartUpload ~/pinflow/lake/_runs/*",
          "s3:DeleteObject ~/pinflow/lake/_runs/*/",
          "s3:DeleteObject ~/pinflow/lake/_runs/*");

  @Test
  void everyWildcardIsOneOfThose() {
    Set<String> found =
        Synthesized.stages().names().stream()
            .flatMap(stack -> Policies.of(stack).all())
            .filter(right -> (right.action() + right.resource()).contains("*"))
            .map(right -> right.action() + ' ' + right.resource())
            .collect(Collectors.toSet());

    assertThat(found).isEqualTo(WILDCARDS);
  }

  @Test
  void whatIsToBeReachedInTheNetworkIsBoundToItsSubnetsOrItsVpc() {
    for (String role : List.of(RAW, CLEAN, MAINTENANCE, SQL, QUALITY)) {
      assertThat(jobs.allow(role, "ec2:CreateNetworkInterface", "arn:aws:ec2:eu-west-1:~:subnet/x"))
          .isFalse();
      assertThat(
              jobs.allow(
                  role, "ec2:CreateNetworkInterface", "arn:aws:ec2:eu-west-1:~:security-group/x"))
          .isFalse();
    }
    assertThat(Synthesized.stages().json("pinflow-dev-jobs").findValues("ec2:Vpc")).hasSize(5);
  }
}
