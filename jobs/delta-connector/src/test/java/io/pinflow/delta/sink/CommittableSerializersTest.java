package io.pinflow.delta.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.kernel.DataFile;
import io.pinflow.delta.kernel.Position;
import io.pinflow.delta.kernel.SourceRange;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
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
          List.of(FILE, new DataFile("other.parquet", Map.of(), 1, 2, 3, "{}")),
          List.of(
              new SourceRange("kafka://t/0", Position.of("7"), Position.of("9223372036854775807")),
              new SourceRange(
                  "kinesis://s/shardId-000000000000",
                  Position.of("49590338271490256608559692538361571095921575989136588898"),
                  Position.of("49590338271490256608559692540925702759324208523137515618"),
                  Map.of("clean", 12L, "duplicate", 3L))));

  private final DataFileSerializer files = new DataFileSerializer();
  private final DeltaCommittableSerializer committables = new DeltaCommittableSerializer();
  private final WriterResultSerializer results = new WriterResultSerializer();

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
  void aWriterResultComesBackAsItWas() throws IOException {
    WriterResult result = new WriterResult(COMMITTABLE.files(), COMMITTABLE.progress());
    assertThat(results.deserialize(results.getVersion(), results.serialize(result)))
        .isEqualTo(result);
  }

  @Test
  void readsACommittableOfVersion1() throws IOException {
    assertThat(committables.deserialize(1, stored("delta-committable-v1.bin")))
        .isEqualTo(
            new DeltaCommittable(
                COMMITTABLE.epoch(),
                COMMITTABLE.checkpointId(),
                COMMITTABLE.createdAt(),
                COMMITTABLE.tableId(),
                COMMITTABLE.files(),
                List.of()));
  }

  @Test
  void readsACommittableOfVersion2() throws IOException {
    assertThat(committables.deserialize(2, stored("delta-committable-v2.bin")))
        .isEqualTo(
            new DeltaCommittable(
                COMMITTABLE.epoch(),
                COMMITTABLE.checkpointId(),
                COMMITTABLE.createdAt(),
                COMMITTABLE.tableId(),
                COMMITTABLE.files(),
                COMMITTABLE.progress().stream()
                    .map(range -> new SourceRange(range.source(), range.first(), range.last()))
                    .collect(Collectors.toList())));
  }

  @Test
  void readsACommittableOfVersion3() throws IOException {
    assertThat(committables.deserialize(3, stored("delta-committable-v3.bin")))
        .isEqualTo(COMMITTABLE);
  }

  @Test
  void refusesAVersionItDoesNotKnow() {
    assertThatThrownBy(() -> files.deserialize(2, new byte[0])).hasMessageContaining("version 2");
    assertThatThrownBy(() -> results.deserialize(3, new byte[0])).hasMessageContaining("version 3");
    assertThatThrownBy(() -> committables.deserialize(4, new byte[0]))
        .hasMessageContaining("version 4");
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
