package io.pinflow.delta.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.kernel.DeltaException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeltaSinkBuilderTest {

  @ParameterizedTest
  @CsvSource({
    "sink.max-open-files, 0",
    "sink.commit.attempts, -1",
    "sink.commit.max-backoff, 0 ms",
    "sink.target-file-size, 0",
    "sink.row-group-size, many",
    "sink.compression, best",
    "sink.create-if-absent, perhaps",
    "sink.metrics.group, a..b",
    "sink.metrics.group, table=",
    "sink.metrics.group, a b",
    "sink.metrics.time-column, nowhere",
    "sink.metrics.time-column, day"
  })
  void namesAnOptionThatCannotBe(String key, String value) {
    assertThatThrownBy(
            () -> builder().withConfiguration(Configuration.fromMap(Map.of(key, value))).build())
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining(key);
  }

  @Test
  void refusesToShuffleByPartitionWithoutPartitions() {
    Configuration options = new Configuration();
    options.set(DeltaSinkOptions.SHUFFLE_BY_PARTITION, true);
    assertThatThrownBy(() -> builder().withConfiguration(options).build())
        .hasMessageContaining("sink.shuffle-by-partition");
  }

  @Test
  void takesNoPartitionColumnForTheTimeOfARow() {
    Configuration options = new Configuration();
    options.set(DeltaSinkOptions.METRICS_TIME_COLUMN, "at");
    assertThat(builder().withConfiguration(options).build()).isNotNull();
    assertThatThrownBy(() -> builder().withConfiguration(options).partitionBy("at").build())
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("'sink.metrics.time-column' = 'at'");
  }

  @Test
  void refusesASchemeWithoutASafeCommit() {
    assertThatThrownBy(() -> DeltaSink.forRowData("hdfs://host/table", TestRows.TYPE).build())
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("'hdfs'");
  }

  @Test
  void namesAPartitionColumnThatCannotBe() {
    assertThatThrownBy(() -> builder().partitionBy("nowhere").build())
        .hasMessageContaining("'nowhere'")
        .hasMessageContaining("[id, name, coordinates, at, day]");
    assertThatThrownBy(() -> builder().partitionBy("coordinates").build())
        .hasMessageContaining("'coordinates'")
        .hasMessageContaining("ARRAY<DOUBLE>");
    RowType one = (RowType) DataTypes.ROW(DataTypes.FIELD("p", DataTypes.INT())).getLogicalType();
    assertThatThrownBy(() -> DeltaSink.forRowData("file:///t", one).partitionBy("p").build())
        .hasMessageContaining("[p]");
  }

  /** Changing one of these would orphan the state of every running job. */
  @Test
  void itsOperatorsHaveUidsMadeOfTheSinks() {
    assertThat(uidsOf(true)).containsExactlyInAnyOrder("t", "t: delta-commit", "Sink Committer: t");
  }

  @Test
  void needsNoUidAsInMostSqlJobs() {
    assertThat(uidsOf(false)).isEmpty();
  }

  private static List<String> uidsOf(boolean withUid) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    DataStreamSink<RowData> sink =
        env.fromSequence(0, 1)
            .map(TestRows::row)
            .returns(TestRows.TYPE_INFO)
            .sinkTo(builder().partitionBy("day").build());
    if (withUid) {
      sink.uid("t");
    }
    StreamGraph graph = env.getStreamGraph();
    assertThat(StreamSupport.stream(graph.getJobGraph().getVertices().spliterator(), false))
        .extracting(JobVertex::getParallelism)
        .contains(1);
    return graph.getStreamNodes().stream()
        .map(node -> node.getTransformationUID())
        .filter(uid -> uid != null)
        .collect(Collectors.toList());
  }

  private static DeltaSinkBuilder builder() {
    return DeltaSink.forRowData("file:///tmp/never-made", TestRows.TYPE);
  }
}
