package io.pinflow.jobs.archive;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.jobs.source.SourceSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveListingTest {

  private static final TimeRange ALL = new TimeRange(null, null);
  private static final ArchivePrefix PINS = new ArchivePrefix(SourceSystem.KAFKA, "p.pin");

  @TempDir private Path root;

  @Test
  void findsTheTopicsAndTheStreams() throws IOException {
    assertThat(listing().prefixes()).isEmpty();
    store("topics/p.pin/dt=2024-02-29/hour=23/part-a-0.json.gz");
    store("streams/s-geo/dt=2024-02-29/hour=23/part-a-0.json.gz");

    assertThat(listing().prefixes())
        .containsExactlyInAnyOrder(PINS, new ArchivePrefix(SourceSystem.KINESIS, "s-geo"));
  }

  @Test
  void listsFinishedObjectsAlone() throws IOException {
    store("topics/p.pin/dt=2024-02-29/hour=23/part-a-0.json.gz");
    store("topics/p.pin/dt=2024-02-29/hour=23/part-b-0.json.zst");
    store("topics/p.pin/dt=2024-02-29/hour=23/part-b-1.json");
    store("topics/p.pin/dt=2024-02-29/hour=23/.part-b-2.json.inprogress.123");
    store("topics/p.pin/dt=2024-02-29/hour=23/_part-b-2.json_tmp_123");

    assertThat(names(ALL))
        .containsExactly("part-a-0.json.gz", "part-b-0.json.zst", "part-b-1.json");
  }

  @Test
  void opensNoFolderOutsideOfTheTimes() throws IOException {
    store("topics/p.pin/dt=2024-02-28/hour=23/part-a-0.json.gz");
    store("topics/p.pin/dt=2024-02-29/hour=00/part-b-0.json.gz");
    store("topics/p.pin/dt=2024-02-29/hour=22/part-c-0.json.gz");
    store("topics/p.pin/dt=2024-02-29/hour=23/part-d-0.json.gz");
    store("topics/p.pin/dt=2024-03-01/hour=00/part-e-0.json.gz");

    assertThat(names(times("2024-02-29T22:59:59.999Z", "2024-03-01T00:00:00Z")))
        .containsExactly("part-c-0.json.gz", "part-d-0.json.gz");
    assertThat(names(times(null, "2024-02-29T00:00:00.001Z")))
        .containsExactly("part-a-0.json.gz", "part-b-0.json.gz");
    assertThat(names(times("2024-03-01T00:59:59Z", null))).containsExactly("part-e-0.json.gz");
  }

  @Test
  void failsForAnObjectThatWasDeleted() throws IOException {
    store("topics/p.pin/dt=2024-02-29/hour=23/part-a-0.json.gz");
    store("topics/p.pin/dt=2024-02-29/hour=23/part-a-2.json.gz");

    assertThatThrownBy(() -> names(ALL))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("hour=23/part-a-1.json.gz' is not there, but one which was written");
  }

  @Test
  void failsForWhatIsNoObjectOfAnArchive() throws IOException {
    store("topics/p.pin/dt=2024-02-29/hour=23/part-a-0.parquet");
    assertThatThrownBy(() -> names(ALL))
        .hasMessageContaining("part-a-0.parquet' stands in the archive but is no object of it");

    store("topics/p.pin/dt=yesterday/hour=23/part-a-0.json");
    assertThatThrownBy(() -> names(ALL)).hasMessageContaining("stands in the archive");
  }

  private List<String> names(TimeRange times) throws IOException {
    return listing().objects(PINS, times).stream()
        .map(object -> object.getPath().getName())
        .sorted()
        .collect(toList());
  }

  private static TimeRange times(String from, String to) {
    return new TimeRange(
        from == null ? null : Instant.parse(from), to == null ? null : Instant.parse(to));
  }

  private ArchiveListing listing() {
    return new ArchiveListing(root.toUri().toString());
  }

  private void store(String name) throws IOException {
    Path object = root.resolve("raw").resolve(name);
    Files.createDirectories(object.getParent());
    Files.write(object, new byte[] {1});
  }
}
