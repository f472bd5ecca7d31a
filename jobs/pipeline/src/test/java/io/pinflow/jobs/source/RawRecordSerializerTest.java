package io.pinflow.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.StringUtils;
import org.junit.jupiter.api.Test;

class RawRecordSerializerTest {

  private static final RawRecordSerializer SERIALIZER = RawRecordSerializer.INSTANCE;

  @Property(tries = 300)
  void readsBackEveryRecord(@ForAll("records") RawRecord record) throws IOException {
    assertThat(read(write(record))).isEqualTo(record);
  }

  @Property(tries = 50)
  void copiesTheBinaryFormAsItIs(@ForAll("records") RawRecord record) throws IOException {
    DataOutputSerializer copy = new DataOutputSerializer(64);
    SERIALIZER.copy(new DataInputDeserializer(write(record)), copy);

    assertThat(copy.getCopyOfBuffer()).isEqualTo(write(record));
  }

  @Test
  void readsWhatFormatOneWrote() throws IOException {
    String old =
        "010c70696e666c6f772e70696e000000020000000000000007"
            + "0000018bcfe56800000000016b000000010268ff"
            + "ffffff000000027b7d";

    assertThat(read(StringUtils.hexStringToByte(old)))
        .isEqualTo(
            new RawRecord(
                new KafkaPosition("pinflow.pin", 2, 7),
                1_700_000_000_000L,
                new byte[] {'k'},
                List.of(new RecordHeader("h", null)),
                new byte[] {'{', '}'}));
  }

  @Test
  void keepsWhichRecordOfItsSequenceNumberOneIs() throws IOException {
    KinesisPosition third = new KinesisPosition("s", "shardId-0", "495").withOrdinal(3);
    RawRecord record = new RawRecord(third, 1, null, List.of(), null);

    assertThat(read(write(record)).position()).isEqualTo(third);
  }

  @Test
  void keepsTheNoteOfARecordThatIsNotNeeded() throws IOException {
    RawRecord note = RawRecord.passedOver(new KinesisPosition("s", "shardId-0", "495"));

    assertThat(read(write(note))).isEqualTo(note);
    assertThat(read(write(RawRecords.of("t", 1, "{}"))).isPassedOver()).isFalse();
  }

  @Test
  void refusesStateOfANewerFormat() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(8);
    out.writeInt(4);

    assertThatThrownBy(
            () ->
                SERIALIZER
                    .snapshotConfiguration()
                    .readSnapshot(1, new DataInputDeserializer(out.getCopyOfBuffer()), null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("newer version of the job");
  }

  @Test
  void restoresItselfFromItsSnapshot() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, SERIALIZER.snapshotConfiguration());
    TypeSerializerSnapshot<RawRecord> restored =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());

    assertThat(restored.restoreSerializer()).isEqualTo(SERIALIZER);
    assertThat(
            SERIALIZER
                .snapshotConfiguration()
                .resolveSchemaCompatibility(restored)
                .isCompatibleAsIs())
        .isTrue();
  }

  @Provide
  Arbitrary<RawRecord> records() {
    return RawRecords.any();
  }

  private static byte[] write(RawRecord record) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    SERIALIZER.serialize(record, out);
    return out.getCopyOfBuffer();
  }

  private static RawRecord read(byte[] bytes) throws IOException {
    return SERIALIZER.deserialize(new DataInputDeserializer(bytes));
  }
}
