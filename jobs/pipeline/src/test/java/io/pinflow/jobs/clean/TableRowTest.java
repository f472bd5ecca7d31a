package io.pinflow.jobs.clean;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.source.KafkaPosition;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import java.util.List;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.data.writer.BinaryRowWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableRowTest {

  private static final RawRecord RECORD =
      new RawRecord(new KafkaPosition("t.pin", 0, 7), 1_700_000_000_000L, null, List.of(), null);
  private static final int TEXT = 1;

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "sevenby", "eightbyt", "día · Küche", "🎄", "日本語", "a\u0000b"})
  void aTextLiesInTheRowAsFlinkWouldWriteIt(String text) {
    BinaryRowData row = pinWith(text);

    BinaryRowData expected = new BinaryRowData(1);
    BinaryRowWriter writer = new BinaryRowWriter(expected);
    writer.writeString(0, BinaryStringData.fromString(text));
    writer.complete();
    assertThat(row.getString(TEXT)).isEqualTo(expected.getString(0));
    assertThat(row.getString(TEXT)).isEqualTo(StringData.fromString(text));
  }

  @Test
  void aMissingTextIsNull() {
    assertThat(pinWith(null).isNullAt(TEXT)).isTrue();
  }

  private static BinaryRowData pinWith(String uniqueId) {
    return new TableRow(TableSchema.of(RecordKind.PIN))
        .start()
        .integer(1)
        .text(uniqueId)
        .onlyIngested(RECORD);
  }
}
