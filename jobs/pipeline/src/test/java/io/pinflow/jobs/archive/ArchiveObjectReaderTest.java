package io.pinflow.jobs.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RawRecords;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchiveObjectReaderTest {

  private static final TimeRange ALL = new TimeRange(null, null);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void readsEveryRecordInOrder(ArchiveCompression compression) throws IOException {
    List<RawRecord> records = records(2500);
    Path object = store(compression, records);

    assertThat(read(object, ALL)).isEqualTo(records);
  }

  @Test
  void readsALineLongerThanItsBuffer() throws IOException {
    List<RawRecord> records = new ArrayList<>(records(2));
    records.add(1, RawRecords.of("t.pin", 9, "{\"a\":\"" + "x".repeat(300_000) + "\"}"));

    assertThat(read(store(ArchiveCompression.GZIP, records), ALL)).isEqualTo(records);
  }

  @Test
  void leavesOutRecordsOfOtherTimes() throws IOException {
    List<RawRecord> records = records(2500);
    TimeRange times =
        new TimeRange(
            Instant.ofEpochMilli(records.get(10).timestamp()),
            Instant.ofEpochMilli(records.get(2200).timestamp()));

    assertThat(read(store(ArchiveCompression.GZIP, records), times))
        .isEqualTo(records.subList(10, 2200));
  }

  @Test
  void goesOnBehindTheRecordsGivenBefore() throws IOException {
    List<RawRecord> records = records(2500);
    Path object = store(ArchiveCompression.GZIP, records);
    ArchiveObjectFormat format = new ArchiveObjectFormat(ALL);
    FileSourceSplit split = split(object);
    RecordAndPosition<RawRecord> last;
    try (BulkFormat.Reader<RawRecord> reader = format.createReader(new Configuration(), split)) {
      last = reader.readBatch().next();
    }
    FileSourceSplit restored =
        split.updateWithCheckpointedPosition(
            new CheckpointedPosition(last.getOffset(), last.getRecordSkipCount()));

    try (BulkFormat.Reader<RawRecord> reader =
        format.restoreReader(new Configuration(), restored)) {
      assertThat(all(reader)).isEqualTo(records.subList(1, 2500));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "ZSTD"})
  void failsForAnObjectThatWasCutOff(ArchiveCompression compression) throws IOException {
    Path object = store(compression, records(2500));
    byte[] whole = Files.readAllBytes(object);

    for (int length : new int[] {0, 1, whole.length / 2, whole.length - 1}) {
      Files.write(object, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> read(object, ALL))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(IOException.class)
          .hasMessageContaining(object.getFileName().toString());
    }
  }

  @Test
  void failsForALineThatWasCutOff() throws IOException {
    Path object = store(ArchiveCompression.NONE, records(3));
    byte[] whole = Files.readAllBytes(object);

    Files.write(object, Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(() -> read(object, ALL))
        .hasMessageContaining("cannot be read after line 2: the last line has no end");
    Files.write(object, new byte[0]);
    assertThatThrownBy(() -> read(object, ALL)).hasMessageContaining("holds no record");
  }

  @Test
  void namesObjectLineAndColumnOfABrokenLine() throws IOException {
    Path object = store(ArchiveCompression.NONE, records(3));
    String text = Files.readString(object, UTF_8);
    int second = text.indexOf("offset", text.indexOf('\n'));
    Files.writeString(object, text.substring(0, second) + text.substring(second + 1), UTF_8);

    assertThatThrownBy(() -> read(object, ALL))
        .hasMessageContaining("Line 2 of the archive's object 'file:")
        .hasMessageContaining("part-x-0.json' is no record: ',\"offset\":' is missing (column 31).")
        .hasMessageContaining("leave its hour out with --archive-from");
  }

  @Test
  void failsForAnObjectThatIsGone() {
    assertThatThrownBy(() -> read(folder.resolve("part-x-0.json.gz"), ALL))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("part-x-0.json.gz' cannot be opened");
  }

  private static List<RawRecord> records(int count) {
    List<RawRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(RawRecords.of("t.pin", i, "{\"ind\":" + i + "}"));
    }
    return records;
  }

  private Path store(ArchiveCompression compression, List<RawRecord> records) throws IOException {
    Path object = folder.resolve("part-x-0" + compression.suffix());
    ArchiveLineEncoder encoder = new ArchiveLineEncoder();
    try (OutputStream out = compression.compress(Files.newOutputStream(object))) {
      for (RawRecord record : records) {
        encoder.write(record, out);
      }
    }
    return object;
  }

  private static List<RawRecord> read(Path object, TimeRange times) throws IOException {
    try (BulkFormat.Reader<RawRecord> reader =
        new ArchiveObjectFormat(times).createReader(new Configuration(), split(object))) {
      return all(reader);
    }
  }

  private static List<RawRecord> all(BulkFormat.Reader<RawRecord> reader) throws IOException {
    List<RawRecord> records = new ArrayList<>();
    for (BulkFormat.RecordIterator<RawRecord> batch = reader.readBatch();
        batch != null;
        batch = reader.readBatch()) {
      for (RecordAndPosition<RawRecord> next = batch.next(); next != null; next = batch.next()) {
        records.add(next.getRecord());
      }
    }
    return records;
  }

  private static FileSourceSplit split(Path object) {
    return new FileSourceSplit("1", new org.apache.flink.core.fs.Path(object.toUri()), 0, 1, 0, 1);
  }
}
