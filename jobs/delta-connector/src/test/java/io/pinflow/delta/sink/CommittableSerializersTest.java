package io.pinflow.delta.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.kernel.DataFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * States must stay readable: the checked-in bytes were written by the version in their name and are
 * never regenerated.
 */
class CommittableSerializersTest {

  private static final DataFile FILE =
      new DataFile(
          "day=2024-03-30/part-00001-x.zstd.parquet",
          partitionValues(),
          123_456_789_012L,
          1_700_000_000_000L,
          42,
          "{\"numRecords\":42,\"minValues\":{\"s\":\"ä\uD83D\uDE00\"}}");

  private static final DeltaCommittable COMMITTABLE =
      new DeltaCommittable(
          UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"),
          77,
          1_700_000_000_001L,
          "table-id",
          List.of(FILE, new DataFile("other.parquet", Map.of(), 1, 2, 3, "{}")));

  private final DataFileSerializer files = new DataFileSerializer();
  private final DeltaCommittableSerializer committables = new DeltaCommittableSerializer();

  @Test
  void aDataFileComesBackAsItWas() throws IOException {
    assertThat(files.deserialize(files.getVersion(), files.serialize(FILE))).isEqualTo(FILE);
  }

  @Test
  void aCommittableComesBackAsItWas() throws IOException {
    assertThat(
            committables.deserialize(
                committables.getVersion(), committables.serialize(COMMITTABLE)))
        .isEqualTo(COMMITTABLE);
  }

  @Test
  void keepsStatisticsLongerThan64Kibibytes() throws IOException {
    DataFile wide = new DataFile("f", Map.of(), 1, 2, 3, "x".repeat(100_000));
    assertThat(files.deserialize(files.getVersion(), files.serialize(wide))).isEqualTo(wide);
  }

  @Test
  void readsADataFileOfVersion1() throws IOException {
    assertThat(files.deserialize(1, stored("data-file-v1.bin"))).isEqualTo(FILE);
  }

  @Test
  void readsACommittableOfVersion1() throws IOException {
    assertThat(committables.deserialize(1, stored("delta-committable-v1.bin")))
        .isEqualTo(COMMITTABLE);
  }

  @Test
  void refusesAVersionItDoesNotKnow() {
    assertThatThrownBy(() -> files.deserialize(2, new byte[0])).hasMessageContaining("version 2");
    assertThatThrownBy(() -> committables.deserialize(2, new byte[0]))
        .hasMessageContaining("version 2");
  }

  private static Map<String, String> partitionValues() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("day", "2024-03-30");
    values.put("missing", null);
    return values;
  }

  private static byte[] stored(String name) throws IOException {
    try (InputStream in = CommittableSerializersTest.class.getResourceAsStream("/states/" + name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }
}
