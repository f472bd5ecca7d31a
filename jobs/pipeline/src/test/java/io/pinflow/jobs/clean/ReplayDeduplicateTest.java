package io.pinflow.jobs.clean;

import static io.pinflow.jobs.clean.ReplayFixtures.clean;
import static io.pinflow.jobs.clean.ReplayFixtures.refused;
import static io.pinflow.jobs.clean.ReplayFixtures.stored;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.source.SingletonTypeInfo;
import io.pinflow.schema.ContentHash;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The dedup window of a replay: ten minutes. */
class ReplayDeduplicateTest {

  private KeyedOneInputStreamOperatorTestHarness<ContentHash, ReplayRecord, Void> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(
                new ReplayDeduplicate(Duration.ofMinutes(10), Harnesses.OUTPUTS)),
            ReplayRecord::hash,
            SingletonTypeInfo.ofKey(ContentHash.class, ContentHashSerializer.INSTANCE));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void storesTheFirstByRecordTimeAndCountsWhatComesWithinItsWindow() throws Exception {
    process(clean(0, 3, 19), clean(0, 2, 9), clean(0, 1, 0));

    assertThat(rows()).containsExactly("kafka://t.geo/0/1", "kafka://t.geo/0/3");
    assertThat(count("geo.clean")).isEqualTo(2);
    assertThat(count("geo.duplicate")).isEqualTo(1);
  }

  @Test
  void endsTheWindowExactlyWhenItsTimeIsOver() throws Exception {
    process(clean(0, 1, 0), clean(0, 2, 10));

    assertThat(rows()).hasSize(2);
  }

  @Test
  void takesRecordsOfOneTimeInTheOrderOfTheirPartitionsAndPositions() throws Exception {
    process(clean(1, 2, 5), clean(0, 10, 5), clean(0, 9, 5));

    assertThat(rows()).containsExactly("kafka://t.geo/0/9");
  }

  @Test
  void countsARecordNearAStoredOneAsItsDuplicateOnBothSides() throws Exception {
    process(clean(0, 1, 11), clean(0, 2, 29), stored(1, 1, 20), clean(0, 3, 30), clean(0, 4, 9));

    assertThat(rows()).containsExactly("kafka://t.geo/0/4", "kafka://t.geo/0/3");
    assertThat(count("geo.duplicate")).isEqualTo(2);
  }

  @Test
  void storesEveryRefusedRecordThatTheQuarantineLacks() throws Exception {
    process(refused(0, 1), refused(0, 2));

    assertThat(Harnesses.rows(harness, Harnesses.OUTPUTS.quarantine())).hasSize(2);
    assertThat(count("geo.quarantined")).isEqualTo(2);
    assertThat(rows()).isEmpty();
  }

  private void process(ReplayRecord... records) throws Exception {
    ReplayFixtures.process(harness, records);
  }

  private long count(String name) {
    return ReplayFixtures.count(harness, name);
  }

  private List<String> rows() {
    int column =
        TableRowTypes.of(TableSchema.of(RecordKind.GEO)).getFieldIndex(TableSchema.INGEST_SOURCE);
    return Harnesses.rows(harness, Harnesses.OUTPUTS.of(RecordKind.GEO)).stream()
        .map(row -> row.getString(column).toString())
        .collect(toList());
  }
}
