package io.pinflow.jobs.clean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.metrics.ExactCounters;
import io.pinflow.jobs.source.KafkaPosition;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RawRecords;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import io.pinflow.testing.fixture.RecordedMetrics;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CleanFunctionTest {

  private static final String PIN =
      "{\"index\":7,\"unique_id\":\"u\",\"title\":\"t\",\"description\":\" d\\u00a0\","
          + "\"poster_name\":\"p\",\"follower_count\":\"31k\",\"tag_list\":\"a,b\","
          + "\"is_image_or_video\":\"image\",\"image_src\":\"s\",\"downloaded\":1,"
          + "\"save_location\":\"Local save in /data/art\",\"category\":\"art\",\"more\":[1]}";
  private static final String GEO =
      "{\"ind\":7,\"timestamp\":\"2019-01-01 07:21:13.123456\",\"latitude\":-88.5,"
          + "\"longitude\":170.25,\"country\":\"Albania\"}";
  private static final String USER =
      "{\"ind\":7,\"first_name\":\"A\",\"last_name\":\"B\",\"age\":20,"
          + "\"date_joined\":\"2015-10-21T21:26:45+02:00\"}";

  private final RecordedMetrics metrics = RecordedMetrics.below(ExactCounters.GROUP);
  private OneInputStreamOperatorTestHarness<RawRecord, CleanRecord> harness;

  @BeforeEach
  void open() throws Exception {
    harness = Harnesses.clean(metrics);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void fillsTheColumnsOfEachTableInTheContractsOrder() throws Exception {
    process(RawRecords.of("t.pin", 1, PIN));
    process(RawRecords.of("t.geo", 2, GEO));
    process(RawRecords.of("t.user", 3, USER));

    assertThat(texts(cleaned(0), RecordKind.PIN))
        .containsExactly(
            "7",
            "u",
            "t",
            " d\u00a0",
            "31000",
            "p",
            "a,b",
            "image",
            "s",
            "/data/art",
            "art",
            "{\"more\":[1]}",
            "kafka://t.pin/0/1",
            "2023-11-14T22:13:20.001",
            "2023-11-14");
    assertThat(texts(cleaned(1), RecordKind.GEO))
        .containsExactly(
            "7",
            "Albania",
            "[-88.5, 170.25]",
            "2019-01-01T07:21:13.123456",
            null,
            "kafka://t.geo/0/2",
            "2023-11-14T22:13:20.002",
            "2023-11-14");
    assertThat(texts(cleaned(2), RecordKind.USER))
        .containsExactly(
            "7",
            "A B",
            "20",
            "2015-10-21T19:26:45",
            null,
            "kafka://t.user/0/3",
            "2023-11-14T22:13:20.003",
            "2023-11-14");
  }

  @Test
  void quarantinesWithReasonAndTheVeryBytes() throws Exception {
    byte[] payload = {'{', (byte) 0xFF, 0};
    process(RawRecords.of("t.pin", 5, payload));

    List<RowData> quarantined = Harnesses.rows(harness, Harnesses.OUTPUTS.quarantine());
    assertThat(cleaned(0).outcome()).isEqualTo(Outcome.QUARANTINED);
    assertThat(texts(cleaned(0), RecordKind.PIN)).contains("kafka://t.pin/0/5").containsNull();
    assertThat(harness.extractOutputValues()).hasSize(1);
    assertThat(quarantined).hasSize(1);
    RowData row = quarantined.get(0);
    assertThat(row.getString(0)).hasToString("pin");
    assertThat(row.getString(1)).hasToString("not-json");
    assertThat(row.isNullAt(2)).isTrue();
    assertThat(row.getString(3).toString()).isNotBlank();
    assertThat(row.getBinary(4)).isEqualTo(payload);
    assertThat(row.getString(5)).hasToString("1.0");
    assertThat(row.getString(6)).hasToString("kafka://t.pin/0/5");
  }

  @Test
  void quarantinesATombstoneWithoutPayload() throws Exception {
    process(RawRecords.of("t.geo", 5, (byte[]) null));

    RowData row = Harnesses.rows(harness, Harnesses.OUTPUTS.quarantine()).get(0);
    assertThat(row.getString(1)).hasToString("no-payload");
    assertThat(row.isNullAt(4)).isTrue();
  }

  @Test
  void keepsARecordOfAnImpossibleTime() throws Exception {
    KafkaPosition position = new KafkaPosition("t.geo", 0, 1);
    process(new RawRecord(position, Long.MAX_VALUE, null, List.of(), GEO.getBytes(UTF_8)));

    assertThat(texts(cleaned(0), RecordKind.GEO)).endsWith("9999-12-31T23:59:59.999", "9999-12-31");
  }

  @Test
  void givesTheSameContentTheSameHashWhereverItStands() throws Exception {
    process(RawRecords.of("t.pin", 1, PIN));
    process(RawRecords.of("t.pin", 2, PIN.replace("\"index\":7", "\"ind\" : 7")));
    process(RawRecords.of("t.pin", 3, PIN.replace("31k", "32k")));

    assertThat(cleaned(1).hash()).isEqualTo(cleaned(0).hash());
    assertThat(cleaned(2).hash()).isNotEqualTo(cleaned(0).hash());
  }

  @Test
  void countsByKindOutcomeRuleAndFailure() throws Exception {
    process(RawRecords.of("t.pin", 1, PIN));
    process(RawRecords.of("t.pin", 2, "[]"));
    process(RawRecords.of("t.user", 3, "{\"ind\":true}"));

    assertThat(metrics.counts())
        .contains(
            entry("pin.received", 2L),
            entry("pin.quarantined", 1L),
            entry("pin.failure.not-object", 1L),
            entry("pin.rule.follower-count.suffix", 1L),
            entry("pin.rule.save-location.prefix", 1L),
            entry("user.received", 1L),
            entry("user.failure.key-invalid", 1L))
        .doesNotContainKey("geo.received");
  }

  @Test
  void goesOnCountingWhereTheRestoredCheckpointStood() throws Exception {
    process(RawRecords.of("t.pin", 1, PIN));
    OperatorSubtaskState state = harness.snapshot(1, 1);
    process(RawRecords.of("t.pin", 2, "[]"));

    RecordedMetrics after = RecordedMetrics.below(ExactCounters.GROUP);
    try (OneInputStreamOperatorTestHarness<RawRecord, CleanRecord> restored =
        Harnesses.clean(after)) {
      restored.initializeState(state);
      restored.open();

      assertThat(after.counts())
          .contains(entry("pin.received", 1L), entry("pin.rule.save-location.prefix", 1L))
          .doesNotContainKey("pin.quarantined");
      restored.processElement(RawRecords.of("t.pin", 2, PIN), 0);
      assertThat(after.counts())
          .contains(entry("pin.received", 2L), entry("pin.rule.save-location.prefix", 2L));
    }
  }

  private void process(RawRecord record) throws Exception {
    harness.processElement(record, 0);
  }

  private CleanRecord cleaned(int index) {
    return harness.extractOutputValues().get(index);
  }

  private static String[] texts(CleanRecord record, RecordKind kind) {
    assertThat(record.kind()).isEqualTo(kind);
    TableSchema schema = TableSchema.of(kind);
    String[] texts = new String[schema.columns().size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = record.row().isNullAt(i) ? null : text(record.row(), schema, i);
    }
    return texts;
  }

  private static String text(RowData row, TableSchema schema, int column) {
    switch (schema.columns().get(column).type()) {
      case INT:
        return String.valueOf(row.getInt(column));
      case BIGINT:
        return String.valueOf(row.getLong(column));
      case ARRAY_OF_DOUBLE:
        return Arrays.toString(row.getArray(column).toDoubleArray());
      case TIMESTAMP:
        return row.getTimestamp(column, 6)
            .toInstant()
            .atOffset(ZoneOffset.UTC)
            .toLocalDateTime()
            .toString();
      case DATE:
        return LocalDate.ofEpochDay(row.getInt(column)).toString();
      default:
        return row.getString(column).toString();
    }
  }
}
