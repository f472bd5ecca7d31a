package io.pinflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.config.JobArguments;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the graph of every job. */
class JobGraphTest {

  private static final String[] COMMON = {
    "--kafka-bootstrap-servers", "127.0.0.1:9092", "--checkpoint-interval", "1 s"
  };

  private static final int TABLES = 4;

  static List<List<String>> jobs() {
    return List.of(
        with("RawArchiveJob", "--archive-root", "/archive"),
        with("CleanJob", "--table-root", "/lake"),
        with("CleanJob", "--table-root", "/lake", "--dedup-window", "off", "--kinds", "pin"),
        with("CleanJob", "--table-root", "/lake", "--kinesis-region", "eu-west-1"),
        List.of("RawArchiveJob", "--archive-root", "/archive", "--kinesis-region", "eu-west-1"),
        List.of("MaintenanceJob", "--table-root", "/lake"),
        List.of("QualityJob", "--table-root", "/lake"));
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void namesEveryOperatorAndGivesItAnIdOfItsOwn(List<String> job) {
    StreamGraph graph = graph(job);

    assertThat(graph.getStreamNodes())
        .isNotEmpty()
        .allSatisfy(
            node -> {
              assertThat(node.getTransformationUID()).as(node.getOperatorName()).isNotBlank();
              assertThat(node.getOperatorName()).isNotBlank();
            });
    assertThat(graph.getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void leavesNoTypeToKryo(List<String> job) {
    StreamGraph graph = graph(job);

    assertThat(graph.getExecutionConfig().hasGenericTypesDisabled()).isTrue();
    assertThat(graph.getStreamNodes())
        .allSatisfy(
            node -> assertThat(String.valueOf(node.getTypeSerializerOut())).doesNotContain("Kryo"));
  }

  @Test
  void keepsTheIdsByWhichStateIsFoundAgain() {
    assertThat(graph(with("CleanJob", "--table-root", "/lake")).getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .contains("kafka-source", "clean", "accept", "pin_table", "geo_table", "user_table")
        .contains("quarantine");
    assertThat(graph(with("RawArchiveJob", "--archive-root", "/a")).getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .contains("kafka-source", "count", "raw-archive", "raw-archive: ledger");
    assertThat(
            graph(
                    List.of(
                        "CleanJob",
                        "--table-root",
                        "/lake",
                        "--kinesis-region",
                        "eu-west-1",
                        "--kinesis-reader",
                        "efo"))
                .getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .contains(
            "kinesis-source-streaming-pinflow-pin",
            "kinesis-source-streaming-pinflow-geo",
            "kinesis-source-streaming-pinflow-user");
    assertThat(graph(List.of("MaintenanceJob", "--table-root", "/lake")).getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .containsExactlyInAnyOrder("tables", "plan", "rewrite", "commit");
  }

  @Test
  void runsFromSourceToFilesInOneChainWithoutDeduplication() {
    StreamGraph graph = graph(with("CleanJob", "--table-root", "/lake", "--dedup-window", "off"));

    List<String> chain = new ArrayList<>();
    graph
        .getJobGraph()
        .getVertices()
        .forEach(vertex -> chain.add(vertex.getName().replaceAll("\\s+", " ")));
    assertThat(chain)
        .anySatisfy(
            name ->
                assertThat(name)
                    .contains("Kafka", "Clean", "Accept", "pin_table", "user_table", "quarantine"));
  }

  @Test
  void jobOfParallelismOneCanGoOnWithMore() {
    StreamGraph graph = graph(with("CleanJob", "--table-root", "/lake", "--parallelism", "1"));

    assertThat(graph.getJobGraph().getVertices())
        .filteredOn(vertex -> vertex.getMaxParallelism() == 1)
        .hasSize(TABLES)
        .allSatisfy(vertex -> assertThat(vertex.getName()).endsWith(": delta-commit"));
  }

  @Test
  void showsTheJobsSettingsWithSecretsMasked() {
    StreamGraph graph =
        graph(
            with(
                "RawArchiveJob",
                "--archive-root",
                "/archive",
                "--kafka-properties.sasl.jaas.config",
                "hush"));

    assertThat(graph.getExecutionConfig().getGlobalJobParameters().toMap())
        .containsEntry("archive-root", "/archive")
        .containsEntry("kafka-properties.sasl.jaas.config", "******");
  }

  private static StreamGraph graph(List<String> job) {
    StreamExecutionEnvironment env = environment();
    JobArguments arguments = JobArguments.of(job.toArray(new String[0]));
    new JobLauncher().define(job.get(0), arguments, env);
    return env.getStreamGraph();
  }

  private static StreamExecutionEnvironment environment() {
    return StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
  }

  private static List<String> with(String job, String... args) {
    List<String> all = new ArrayList<>(List.of(job));
    all.addAll(List.of(COMMON));
    all.addAll(List.of(args));
    return all;
  }
}
