package io.pinflow.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

/** The applications of the jobs, and what they are told. */
@NeedsNode
class JobsStackTest {

  private final Synthesized stages = Synthesized.stages();
  private final Template template = stages.template("pinflow-dev-jobs");

  @Test
  void eachJobIsAnApplicationOfItsOwn() {
    template.resourceCountIs("AWS::KinesisAnalyticsV2::Application", 5);
    template.allResourcesProperties(
        "AWS::KinesisAnalyticsV2::Application",
        Map.of(
            "RuntimeEnvironment", "FLINK-1_20",
            "ApplicationMode", "STREAMING",
            "ApplicationConfiguration",
                Match.objectLike(
                    Map.of(
                        "ApplicationSnapshotConfiguration", Map.of("SnapshotsEnabled", true),
                        "ApplicationSystemRollbackConfiguration", Map.of("RollbackEnabled", true),
                        "FlinkApplicationConfiguration",
                            Match.objectLike(
                                Map.of(
                                    "CheckpointConfiguration",
                                    Map.of(
                                        "ConfigurationType",
                                        "CUSTOM",
                                        "CheckpointingEnabled",
                                        true,
                                        "CheckpointInterval",
                                        60_000,
                                        "MinPauseBetweenCheckpoints",
                                        15_000)))))));
    template.resourceCountIs("AWS::KinesisAnalyticsV2::ApplicationCloudWatchLoggingOption", 5);
    template.resourcePropertiesCountIs(
        "AWS::IAM::Role",
        Match.objectLike(
            Map.of(
                "AssumeRolePolicyDocument",
                Match.objectLike(
                    Map.of(
                        "Statement",
                        List.of(
                            Match.objectLike(
                                Map.of(
                                    "Principal",
                                    Map.of("Service", "kinesisanalytics.amazonaws.com"),
                                    "Condition",
                                    Match.anyValue()))))))),
        5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void jobsAreToldWhatTheyKnowAndWhatTheyNeed(String stage) throws IOException {
    Map<String, Set<String>> known = optionsByJob(false);
    Map<String, Set<String>> required = optionsByJob(true);
    List<String> jobs = new ArrayList<>();
    for (JsonNode application :
        stages.resources("pinflow-" + stage + "-jobs", "AWS::KinesisAnalyticsV2::Application")) {
      Map<String, JsonNode> groups = new TreeMap<>();
      application
          .at("/ApplicationConfiguration/EnvironmentProperties/PropertyGroups")
          .forEach(
              group -> groups.put(group.get("PropertyGroupId").asText(), group.get("PropertyMap")));
      String job = groups.get("pinflow").get("job").asText();
      jobs.add(job);
      assertThat(groups.keySet()).isSubsetOf("pinflow", job, "kafka-properties");
      assertThat(groups.get(job).fieldNames())
          .toIterable()
          .isSubsetOf(known.get(job))
          .containsAll(required.get(job));
    }
    assertThat(jobs).containsExactlyInAnyOrderElementsOf(known.keySet());
  }

  @Test
  void jobsReadTheTopicsAndStreamsOfTheirStage() {
    String clean = Flat.text(JobProperties.of("CleanJob", "kafka-topics"));
    assertThat(clean).isEqualTo("pinflow-dev.pin,pinflow-dev.geo,pinflow-dev.user");
    assertThat(Flat.text(JobProperties.of("CleanJob", "kinesis-region"))).isEqualTo("eu-west-1");
    assertThat(Flat.text(JobProperties.of("CleanJob", "table-root")))
        .isEqualTo("s3://~/pinflow/lake");
    assertThat(Flat.text(JobProperties.of("RawArchiveJob", "archive-root")))
        .isEqualTo("s3://~/pinflow");
  }

  @Test
  void jobsReportAtTheLevelWhichCostsLeast() {
    for (JsonNode application :
        stages.resources("pinflow-prod-jobs", "AWS::KinesisAnalyticsV2::Application")) {
      assertThat(
              application
                  .at(
                      "/ApplicationConfiguration/FlinkApplicationConfiguration"
                          + "/MonitoringConfiguration/MetricsLevel")
                  .asText())
          .isEqualTo("APPLICATION");
    }
  }

  /** By docs/configuration.md, which is generated from the options in the code. */
  private static Map<String, Set<String>> optionsByJob(boolean requiredAlone) throws IOException {
    Pattern option = Pattern.compile("\\| `([a-z-]+)` \\| [^|]*(?:\\\\\\|[^|]*)*\\| ([^|]*) \\|.*");
    Map<String, Set<String>> options = new TreeMap<>();
    Set<String> ofJob = new TreeSet<>();
    for (String line : Files.readAllLines(Synthesized.DOCS.resolve("configuration.md"))) {
      if (line.matches("## \\w+Job")) {
        ofJob = options.computeIfAbsent(line.substring(3), job -> new TreeSet<>());
      }
      Matcher row = option.matcher(line);
      if (row.matches() && (!requiredAlone || row.group(2).equals("required"))) {
        ofJob.add(row.group(1));
      }
    }
    assertThat(options).isNotEmpty().doesNotContainValue(Set.of());
    return options;
  }
}
