package io.pinflow.jobs.clean;

import static io.pinflow.jobs.clean.ReplayFixtures.clean;
import static io.pinflow.jobs.clean.ReplayFixtures.refused;
import static io.pinflow.jobs.clean.ReplayFixtures.stored;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class ReplayRecordSerializerTest {

  @Test
  void readsBackRecordsWithAndWithoutARow() throws Exception {
    for (ReplayRecord record :
        new ReplayRecord[] {clean(1, 2, 3), stored(1, 2, 3), held(), refused(1, 2)}) {
      DataOutputSerializer out = new DataOutputSerializer(64);
      ReplayRecordSerializer.INSTANCE.serialize(record, out);
      DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());

      assertThat(ReplayRecordSerializer.INSTANCE.deserialize(in)).isEqualTo(record);
    }
  }

  private static ReplayRecord held() throws Exception {
    return stored(1, 2, 3).withRow(clean(1, 2, 3).row());
  }

  @Test
  void copiesTheRowWhichItsProducerOverwrites() throws Exception {
    ReplayRecord record = clean(1, 2, 3);

    ReplayRecord copy = ReplayRecordSerializer.INSTANCE.copy(record);
    record.row().setInt(0, 1);

    assertThat(copy).isEqualTo(clean(1, 2, 3));
  }
}
