package io.pinflow.jobs.clean;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.StringUtils;
import org.junit.jupiter.api.Test;

class CleanRecordSerializerTest {

  private static final CleanRecordSerializer SERIALIZER = CleanRecordSerializer.INSTANCE;

  /** What {@code CleanRecords.geo(7, 8)} was when the format was made. */
  private static final String FORMAT_ONE =
      "022b33d868d90ed3a880aa3333a17007980000008800100000000000000700000000000000416c62"
          + "616e6961871800000048000000b80b00006000000000000000000000001100000068000000000000"
          + "0080000000db4c0000000000000200000000000000000000000000f83f00000000000002c0000000"
          + "00000000006b61666b613a2f2f742e67656f2f302f38000000000000000868e5cf8b010000";

  @Test
  void readsBackARecord() throws IOException {
    CleanRecord record = CleanRecords.geo(7, 8);

    assertThat(SERIALIZER.deserialize(new DataInputDeserializer(write(record)))).isEqualTo(record);
  }

  @Test
  void copiesTheRowWhichItsProducerOverwrites() {
    CleanRecord record = CleanRecords.geo(7, 8);

    CleanRecord copy = SERIALIZER.copy(record);
    record.row().setInt(0, 1);

    assertThat(copy).isEqualTo(CleanRecords.geo(7, 8));
  }

  @Test
  void readsAndWritesFormatOne() throws IOException {
    byte[] old = StringUtils.hexStringToByte(FORMAT_ONE);

    assertThat(write(CleanRecords.geo(7, 8))).asHexString().isEqualToIgnoringCase(FORMAT_ONE);
    assertThat(SERIALIZER.deserialize(new DataInputDeserializer(old)))
        .isEqualTo(CleanRecords.geo(7, 8));
  }

  private static byte[] write(CleanRecord record) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    SERIALIZER.serialize(record, out);
    return out.getCopyOfBuffer();
  }
}
