package io.pinflow.jobs.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RawRecords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.local.LocalFileSystem;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchiveWriterTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void writesAnObjectWhichItsStandardToolReads(ArchiveCompression compression) throws IOException {
    List<RawRecord> records = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      records.add(RawRecords.of("pinflow.pin", i, "{\"ind\":" + i + "}"));
    }
    Path file = folder.resolve("object" + compression.suffix());

    try (FSDataOutputStream out =
        LocalFileSystem.getSharedInstance()
            .create(new org.apache.flink.core.fs.Path(file.toUri()), WriteMode.NO_OVERWRITE)) {
      BulkWriter<RawRecord> writer = ArchiveWriter.factory(compression).create(out);
      for (RawRecord record : records) {
        writer.addElement(record);
      }
      writer.finish();
      assertThat(out.getPos()).as("the stream beneath is still open").isPositive();
    }

    try (InputStream in = open(compression, file)) {
      assertThat(ArchivedLine.parseAll(in.readAllBytes())).isEqualTo(records);
    }
  }

  private static InputStream open(ArchiveCompression compression, Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    switch (compression) {
      case GZIP:
        return new GZIPInputStream(in);
      case ZSTD:
        return new ZstdInputStream(in);
      default:
        return in;
    }
  }
}
