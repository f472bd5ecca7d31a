package io.pinflow.jobs.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.jobs.source.KafkaPosition;
import io.pinflow.jobs.source.KinesisPosition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.StringUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveCommittableSerializerTest {

  /** An object of the folder b, as the file sink by itself kept it. */
  private static final String OLD =
      "1e765c800001620100000002000000c12c853c8901002566696c653a2f746d702f61726368697665"
          + "2f7261772f622f706172742d782d302e6a736f6e00000000000000030000000100000085574b741e"
          + "030000000000000020000000510000002f746d702f617263686976652f7261772f622f706172742d"
          + "782d302e6a736f6e2f746d702f617263686976652f7261772f622f2e706172742d782d302e6a736f"
          + "6e2e696e70726f67726573732e34346638633631302d643162362d343331302d383834612d666562"
          + "3863653062303561660000";

  @TempDir private Path root;

  private SimpleVersionedSerializer<ArchiveCommittable> serializer;

  @BeforeEach
  void create() {
    serializer =
        new RawArchive(root.toUri().toString(), ArchiveCompression.GZIP, 1024)
            .sink()
            .getCommittableSerializer();
  }

  @Test
  void readsBackAnEpoch() throws IOException {
    KinesisPosition shard = new KinesisPosition("s", "shardId-0", "495");
    ArchiveEpoch epoch =
        new ArchiveEpoch(
            "run",
            "hint.json",
            List.of(
                new SourceSpan(new KafkaPosition("t", 1, 7), new KafkaPosition("t", 1, 9)),
                new SourceSpan(shard.withOrdinal(2), shard.withOrdinal(5))));
    ArchiveEpoch empty = new ArchiveEpoch("run", null, List.of());

    assertThat(copy(ArchiveCommittable.of(epoch)).epoch()).contains(epoch);
    assertThat(copy(ArchiveCommittable.of(empty)).epoch()).contains(empty);
  }

  @Test
  void readsWhatTheFileSinkByItselfWrote() throws IOException {
    ArchiveCommittable old = serializer.deserialize(2, StringUtils.hexStringToByte(OLD));

    FileSinkCommittable file = old.file().orElseThrow();
    assertThat(file.getBucketId()).isEqualTo("b");
    assertThat(old.hint()).isEmpty();
    ArchiveCommittable named = copy(ArchiveCommittable.of(file, "hint.json"));
    assertThat(named.hint()).contains("hint.json");
    assertThat(named.file().orElseThrow().getPendingFile().getPath())
        .isEqualTo(file.getPendingFile().getPath());
  }

  @Test
  void refusesAStateOfANewerFormat() {
    assertThatThrownBy(() -> serializer.deserialize(101, new byte[] {1}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("newer version of the job");
  }

  private ArchiveCommittable copy(ArchiveCommittable committable) throws IOException {
    return serializer.deserialize(serializer.getVersion(), serializer.serialize(committable));
  }
}
