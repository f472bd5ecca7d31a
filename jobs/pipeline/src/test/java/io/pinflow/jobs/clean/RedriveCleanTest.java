package io.pinflow.jobs.clean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.jobs.source.KinesisPosition;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.schema.Cleaner;
import io.pinflow.schema.CleaningLimits;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedriveCleanTest {

  private static final CleaningLimits NARROW = CleaningLimits.of(10, 4);
  private static final byte[] USER =
      ("{\"ind\":7,\"first_name\":\"Ann\",\"last_name\":\"Lee\",\"age\":30,"
              + "\"date_joined\":\"2015-12-30 03:16:44\"}")
          .getBytes(UTF_8);
  private static final byte[] NOT_JSON = "{\"ind\":7,\"age\"".getBytes(UTF_8);
  private static final KinesisPosition POSITION =
      new KinesisPosition("of-no-kind", "shardId-000000000001", "4959033827149025660855969253836");

  private final OutputTag<RowData> outcomes =
      new OutputTag<>(TableSchema.redriven().tableName(), RedrivePipeline.REDRIVEN);

  private OneInputStreamOperatorTestHarness<RowData, ReplayRecord> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(
                new RedriveClean(
                    CleaningLimits.defaults(), new RedrivenRow("2.0", 1_000), outcomes)));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void cleansByTheKindOfTheRowWhateverItsStreamIsCalled() throws Exception {
    harness.processElement(new StreamRecord<>(quarantined(USER)));

    ReplayRecord record = harness.extractOutputValues().get(0);
    assertThat(record.kind()).isEqualTo(RecordKind.USER);
    assertThat(record.source()).isEqualTo(POSITION.uri());
    assertThat(record.micros()).isEqualTo(60_000_000L);
    assertThat(record.row().getString(1).toString()).isEqualTo("Ann Lee");
    assertThat(harness.getSideOutput(outcomes)).isNull();
  }

  @Test
  void tellsANewReasonOnce() throws Exception {
    harness.processElement(new StreamRecord<>(quarantined(NOT_JSON)));

    assertThat(harness.extractOutputValues()).isEmpty();
    RowData told = harness.getSideOutput(outcomes).remove().getValue();
    assertThat(told.getString(RedrivenRow.SOURCE).toString()).isEqualTo(POSITION.uri());
    assertThat(told.getString(RedrivenRow.CODE).toString()).isEqualTo("not-json");

    RowData last =
        QuarantinedRow.of(quarantined(NOT_JSON))
            .withReason(
                told.getString(RedrivenRow.CODE), null, told.getString(RedrivenRow.MESSAGE));
    harness.processElement(new StreamRecord<>(last));
    assertThat(harness.getSideOutput(outcomes)).isEmpty();
  }

  @Test
  void failsForARowThatNamesNoPosition() {
    GenericRowData odd = (GenericRowData) QuarantinedRow.of(quarantined(USER)).copy();
    odd.setField(6, StringData.fromString("by hand"));

    assertThatThrownBy(() -> harness.processElement(new StreamRecord<>(odd)))
        .hasMessageContaining("'quarantine' holds a row whose ingest_source is 'by hand'");
  }

  /** A row of the quarantine, refused under narrow limits. */
  private static RowData quarantined(byte[] payload) {
    return new QuarantineMapper("1.0")
        .map(
            RecordKind.USER,
            new Cleaner(RecordKind.USER, NARROW).clean(payload).failure(),
            new RawRecord(POSITION, 60_000, null, List.of(), payload));
  }
}
