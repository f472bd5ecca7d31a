package io.pinflow.jobs.archive;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RawRecords;
import io.pinflow.jobs.source.SourceSystem;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.local.LocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchiveObjectsTest {

  private static final String HOUR = "raw/topics/pinflow.pin/dt=2024-02-29/hour=23/";

  @TempDir private Path root;

  private final List<RawRecord> read = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();

  @ParameterizedTest
  @EnumSource
  void readsWhatTheWriterWrote(ArchiveCompression compression) throws IOException {
    List<RawRecord> written =
        List.of(
            RawRecords.of("pinflow.pin", 7, "{\"ind\":7}"), RawRecords.of("pinflow.pin", 9, ""));
    write("part-0" + compression.suffix(), compression, written);

    List<org.apache.flink.core.fs.Path> objects = list();
    assertThat(objects).hasSize(1);
    read(objects.get(0));

    assertThat(read).isEqualTo(written);
    assertThat(broken).isEmpty();
  }

  @Test
  void listsFinishedObjectsOfTheNamesAskedFor() throws IOException {
    List<RawRecord> records = List.of(RawRecords.of("pinflow.pin", 7, "{}"));
    write("part-0.json", ArchiveCompression.NONE, records);
    write(".part-1.json.inprogress", ArchiveCompression.NONE, records);
    write("_tmp.json", ArchiveCompression.NONE, records);
    write("notes.txt", ArchiveCompression.NONE, records);

    assertThat(list())
        .extracting(org.apache.flink.core.fs.Path::getName)
        .containsOnly("part-0.json");
    ArchiveObjects archive = new ArchiveObjects(root.toUri().toString());
    assertThat(archive.list(SourceSystem.KAFKA, name -> name.equals("pinflow.geo"))).isEmpty();
    assertThat(archive.list(SourceSystem.KINESIS, name -> true)).isEmpty();
  }

  @Test
  void goesOnBehindALineThatIsNoRecord() throws IOException {
    List<RawRecord> written =
        List.of(RawRecords.of("pinflow.pin", 1, "{}"), RawRecords.of("pinflow.pin", 2, "{}"));
    Path file = write("part-0.json", ArchiveCompression.NONE, written);
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.add(1, "{\"topic\":\"pinflow.pin\"");
    Files.write(file, lines);

    read(list().get(0));

    assertThat(read).isEqualTo(written);
    assertThat(broken).singleElement().asString().startsWith("2: ");
  }

  @Test
  void failsWhereAnObjectIsCutOffAfterItGaveWhatIsBefore() throws IOException {
    List<RawRecord> written = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      written.add(RawRecords.of("pinflow.pin", i, "{\"ind\":" + i * 7919L % 5000 + "}"));
    }
    Path file = write("part-0.json.gz", ArchiveCompression.GZIP, written);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length * 9 / 10));

    assertThatThrownBy(() -> read(list().get(0))).isInstanceOf(EOFException.class);
    assertThat(read).hasSizeGreaterThan(1000).hasSizeLessThan(5000);
    assertThat(read.stream().map(RawRecord::position).collect(toList()))
        .isEqualTo(
            written.subList(0, read.size()).stream().map(RawRecord::position).collect(toList()));
  }

  private List<org.apache.flink.core.fs.Path> list() throws IOException {
    return new ArchiveObjects(root.toUri().toString())
        .list(SourceSystem.KAFKA, name -> name.equals("pinflow.pin"));
  }

  private void read(org.apache.flink.core.fs.Path object) throws IOException {
    ArchiveObjects.read(object, read::add, (line, why) -> broken.add(line + ": " + why));
  }

  private Path write(String name, ArchiveCompression compression, List<RawRecord> records)
      throws IOException {
    Path file = root.resolve(HOUR + name);
    Files.createDirectories(file.getParent());
    try (FSDataOutputStream out =
        LocalFileSystem.getSharedInstance()
            .create(new org.apache.flink.core.fs.Path(file.toUri()), WriteMode.NO_OVERWRITE)) {
      BulkWriter<RawRecord> writer = ArchiveWriter.factory(compression).create(out);
      for (RawRecord record : records) {
        writer.addElement(record);
      }
      writer.finish();
    }
    return file;
  }
}
