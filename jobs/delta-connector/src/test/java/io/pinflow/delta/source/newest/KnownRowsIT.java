package io.pinflow.delta.source.newest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.source.DeltaSource;
import io.pinflow.delta.source.DeltaSourceSplit;
import io.pinflow.delta.testing.SqlSession;
import io.pinflow.testing.fixture.FlinkCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one query finds superseded, the next one knows. */
class KnownRowsIT {

  @RegisterExtension private static final MiniClusterExtension CLUSTER = FlinkCluster.ofSlots(2);

  @TempDir private Path folder;
  private SqlSession sql;

  @BeforeEach
  void writeVersions() {
    sql = SqlSession.open();
    sql.run(
        "CREATE TABLE versions (ind INT, seen TIMESTAMP_LTZ(6), content STRING) WITH ('connector' = 'delta', 'table-path' = '"
            + table()
            + "')");
    sql.run(
        "CREATE TABLE newest WITH ('source.newest-per' = 'ind', 'source.newest-by' = 'seen') LIKE versions");
    sql.run("INSERT INTO versions SELECT 1, TO_TIMESTAMP_LTZ(0, 3), 'old'");
    sql.run("INSERT INTO versions SELECT 1, TO_TIMESTAMP_LTZ(1, 3), 'new'");
    sql.run("INSERT INTO versions SELECT 2, TO_TIMESTAMP_LTZ(0, 3), 'only'");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void areKnownToTheNextQueryOnTheSameVersionAlone(int parallelism) throws IOException {
    sql.environment()
        .getConfig()
        .set("table.exec.resource.default-parallelism", Integer.toString(parallelism));
    sql.environment().getConfig().set("parallelism.default", Integer.toString(parallelism));
    assertThat(listed(parallelism)).allMatch(split -> split.superseded().isEmpty());
    assertThat(newest()).containsExactlyInAnyOrder("+I[1, new]", "+I[2, only]");
    List<ScanSplit> known = listed(parallelism);
    assertThat(known).allMatch(split -> split.superseded().isPresent());
    assertThat(known.stream().mapToInt(split -> split.superseded().get().cardinality()).sum())
        .isEqualTo(1);
    assertThat(newest()).containsExactlyInAnyOrder("+I[1, new]", "+I[2, only]");

    sql.run("INSERT INTO versions SELECT 1, TO_TIMESTAMP_LTZ(2, 3), 'newer'");
    assertThat(listed(parallelism)).allMatch(split -> split.superseded().isEmpty());
    assertThat(newest()).containsExactlyInAnyOrder("+I[1, newer]", "+I[2, only]");
  }

  @Test
  void spareReadingTheKeys() throws IOException {
    DeltaSourceSplit gone =
        new DeltaSourceSplit("0", table() + "/gone.parquet", 9, 0, 9, Map.of(), 0);
    BitSet superseded = new BitSet();
    superseded.set(70);
    ScanSplit known = new ScanSplit("scan", 1, gone, Optional.of(superseded));
    List<Tuple3<Integer, Integer, byte[]>> out = new ArrayList<>();
    new ReadKeys(keys(), 1).flatMap(Blocks.ofSplit(0, 0, known.bytes()), new ListCollector<>(out));
    assertThat(out).hasSize(1);
    ScanSplit passedOn = ScanSplit.of(out.get(0).f2);
    assertThat(passedOn.superseded()).contains(superseded);
    assertThat(passedOn.split()).isEqualTo(gone);
  }

  private List<String> newest() {
    return sql.run("SELECT ind, content FROM newest");
  }

  private List<ScanSplit> listed(int readers) throws IOException {
    List<Tuple3<Integer, Integer, byte[]>> out = new ArrayList<>();
    DeltaSource keys = keys();
    NewestRule rule = NewestRule.of("per", "ind", "by", "seen", keys.rowType());
    new ListSplits(keys, rule, readers).flatMap(0L, new ListCollector<>(out));
    List<ScanSplit> splits = new ArrayList<>();
    for (Tuple3<Integer, Integer, byte[]> block : out) {
      splits.add(ScanSplit.of(block.f2));
    }
    return splits;
  }

  private DeltaSource keys() {
    return DeltaSource.forBoundedRowData(table()).columns(List.of("ind", "seen")).build();
  }

  private String table() {
    return folder.resolve("versions").toUri().toString();
  }
}
