package io.pinflow.jobs.clean;

import static io.pinflow.jobs.clean.ReplayFixtures.clean;
import static io.pinflow.jobs.clean.ReplayFixtures.refused;
import static io.pinflow.jobs.clean.ReplayFixtures.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.schema.RecordKind;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlreadyStoredTest {

  private KeyedOneInputStreamOperatorTestHarness<String, ReplayRecord, ReplayRecord> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new AlreadyStored()), ReplayRecord::source, Types.STRING);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void leavesOutWhatATableHolds() throws Exception {
    process(clean(0, 1, 0), stored(0, 1, 0), stored(0, 2, 0), clean(0, 2, 0), clean(0, 3, 0));

    assertThat(harness.extractOutputValues())
        .containsExactlyInAnyOrder(held(1), held(2), clean(0, 3, 0));
    assertThat(count("geo.already-stored")).isEqualTo(2);
  }

  @Test
  void leavesOutWhatTheQuarantineHoldsThoughItIsCleanNow() throws Exception {
    ReplayRecord quarantined = inQuarantine("kafka://t.geo/0/1");

    process(clean(0, 1, 0), quarantined);

    assertThat(harness.extractOutputValues()).containsExactly(quarantined);
    assertThat(count("geo.already-stored")).isEqualTo(1);
  }

  @Test
  void leavesOutWhatATableHoldsThoughItIsRefusedNow() throws Exception {
    process(refused(0, 1), stored(0, 1, 0));

    assertThat(harness.extractOutputValues()).containsExactly(stored(0, 1, 0));
  }

  @Test
  void tellsTheContentOfAPositionInTheQuarantineAndInItsTable() throws Exception {
    process(inQuarantine("kafka://t.geo/0/1"), stored(0, 1, 0));

    assertThat(harness.extractOutputValues()).containsExactly(stored(0, 1, 0));
  }

  @Test
  void letsAPositionPassOnceThatTheArchiveHoldsTwice() throws Exception {
    process(clean(0, 1, 0), clean(0, 1, 0), refused(0, 2));

    assertThat(harness.extractOutputValues())
        .containsExactlyInAnyOrder(clean(0, 1, 0), refused(0, 2));
  }

  /** What a table holds, with the archive's row of it for the ledger. */
  private static ReplayRecord held(long offset) throws Exception {
    return stored(0, offset, 0).withRow(clean(0, offset, 0).row());
  }

  private static ReplayRecord inQuarantine(String source) throws Exception {
    return ReplayRecords.ofStoredPosition(RecordKind.PIN, true)
        .map(GenericRowData.of(StringData.fromString(source)));
  }

  private void process(ReplayRecord... records) throws Exception {
    ReplayFixtures.process(harness, records);
  }

  private long count(String name) {
    return ReplayFixtures.count(harness, name);
  }
}
