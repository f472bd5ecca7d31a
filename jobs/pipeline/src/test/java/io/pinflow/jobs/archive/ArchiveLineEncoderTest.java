package io.pinflow.jobs.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.source.KafkaPosition;
import io.pinflow.jobs.source.KinesisPosition;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RawRecords;
import io.pinflow.jobs.source.RecordHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ArchiveLineEncoderTest {

  private final ArchiveLineEncoder encoder = new ArchiveLineEncoder();

  @Property(tries = 1000)
  void readsBackEveryRecord(@ForAll("records") RawRecord record) throws IOException {
    byte[] line = encode(record);

    assertThat(ArchivedLine.parse(Arrays.copyOf(line, line.length - 1)))
        .isEqualTo(asPromised(record));
  }

  @Property(tries = 300)
  void writesOneLinePerRecord(@ForAll("records") RawRecord record) throws IOException {
    byte[] line = encode(record);

    assertThat(line).endsWith((byte) '\n');
    assertThat(Arrays.copyOf(line, line.length - 1)).doesNotContain('\n', '\r');
  }

  @Test
  void writesThePayloadsOwnJsonByteForByte() throws IOException {
    String json = " {\"a\":1.10, \"é\" :[ 1e400,\"\\u00e9\\/\"] }";

    assertThat(line(record(json.getBytes(UTF_8))))
        .isEqualTo(
            "{\"topic\":\"pinflow.pin\",\"partition\":3,\"offset\":7,\"timestamp\":1700000000000,"
                + "\"key\":\"k\\u000a\\\"\",\"headers\":[{\"key\":\"h\",\"value\":\"x\"},"
                + "{\"key\":\"h\",\"value_base64\":\"/w==\"},{\"key\":\"n\",\"value\":null}],"
                + "\"value\":"
                + json
                + "}\n");
  }

  @Test
  void writesTheShardAndTheSequenceNumberOfARecordFromKinesis() throws IOException {
    RawRecord record =
        new RawRecord(
            new KinesisPosition(
                "streaming-pinflow-pin",
                "shardId-000000000001",
                "49590338271490256608559692538361571095921575989136588898"),
            1_700_000_000_000L,
            "partition-key".getBytes(UTF_8),
            List.of(),
            "{}".getBytes(UTF_8));

    assertThat(line(record))
        .isEqualTo(
            "{\"stream\":\"streaming-pinflow-pin\",\"shard\":\"shardId-000000000001\","
                + "\"sequence\":\"49590338271490256608559692538361571095921575989136588898\","
                + "\"timestamp\":1700000000000,\"key\":\"partition-key\",\"headers\":[],"
                + "\"value\":{}}\n");
  }

  @Test
  void writesBlanksForTheLineBreaksBetweenTokens() throws IOException {
    assertThat(line(record("{\r\n  \"a\": 1\n}".getBytes(UTF_8))))
        .endsWith("\"value\":{    \"a\": 1 }}\n");
  }

  @Test
  void tellsTheAbsentPayloadFromTheEmptyOneAndFromTheJsonNull() throws IOException {
    assertThat(line(record(null))).endsWith("\"value\":null}\n");
    assertThat(line(record(new byte[0]))).endsWith("\"value_base64\":\"\"}\n");
    assertThat(line(record("null".getBytes(UTF_8)))).endsWith("\"value_base64\":\"bnVsbA==\"}\n");
  }

  @Provide
  Arbitrary<RawRecord> records() {
    return RawRecords.any();
  }

  /** What the line promises to hold: the line breaks of a payload which is JSON are blanks. */
  private static RawRecord asPromised(RawRecord record) {
    if (record.value() == null || !new EmbeddableJson().test(record.value())) {
      return record;
    }
    byte[] value = record.value().clone();
    for (int i = 0; i < value.length; i++) {
      value[i] = value[i] == '\n' || value[i] == '\r' ? (byte) ' ' : value[i];
    }
    return new RawRecord(
        record.position(), record.timestamp(), record.key(), record.headers(), value);
  }

  private static RawRecord record(byte[] value) {
    return new RawRecord(
        new KafkaPosition("pinflow.pin", 3, 7),
        1_700_000_000_000L,
        "k\n\"".getBytes(UTF_8),
        List.of(
            new RecordHeader("h", new byte[] {'x'}),
            new RecordHeader("h", new byte[] {-1}),
            new RecordHeader("n", null)),
        value);
  }

  private String line(RawRecord record) throws IOException {
    return new String(encode(record), UTF_8);
  }

  private byte[] encode(RawRecord record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    encoder.write(record, out);
    return out.toByteArray();
  }
}
