package io.pinflow.jobs.archive;

import io.pinflow.jobs.source.RawRecord;
import java.io.IOException;
import java.io.InputStream;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.ArrayResultIterator;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.Path;
import org.apache.flink.util.IOUtils;

/**
 * Reads one object of the archive. Every line of it is decoded, those of other times too, and the
 * object must end where its compression says: what is broken fails, with the object and the line.
 * An object without compression that was cut off between two lines cannot be told from a whole one.
 */
final class ArchiveObjectReader implements BulkFormat.Reader<RawRecord> {

  private static final int BATCH_RECORDS = 1000;
  private static final int BATCH_BYTES = 1024 * 1024;

  private final Path object;
  private final TimeRange times;
  private final InputStream in;
  private final LineScanner lines;
  private final ArchiveLineDecoder decoder = new ArchiveLineDecoder();
  private long line;
  private long given;

  private ArchiveObjectReader(Path object, TimeRange times, InputStream in) {
    this.object = object;
    this.times = times;
    this.in = in;
    this.lines = new LineScanner(in);
  }

  static ArchiveObjectReader open(Path object, TimeRange times) throws IOException {
    InputStream stored;
    try {
      stored = object.getFileSystem().open(object);
    } catch (IOException e) {
      throw ArchiveErrors.missing(object, e);
    }
    try {
      InputStream in =
          ArchiveCompression.ofObject(object.getName())
              .orElseThrow(() -> ArchiveErrors.unknownObject(object))
              .decompress(stored);
      return new ArchiveObjectReader(object, times, in);
    } catch (IOException e) {
      IOUtils.closeQuietly(stored);
      throw ArchiveErrors.unreadable(object, 0, e);
    }
  }

  /** Leaves out records which were given before a restart. */
  void skip(long records) throws IOException {
    while (given < records && nextOfTimes() != null) {
      given++;
    }
  }

  @Override
  @Nullable
  public BulkFormat.RecordIterator<RawRecord> readBatch() throws IOException {
    List<RawRecord> batch = new ArrayList<>();
    long bytes = 0;
    RawRecord record = null;
    while (batch.size() < BATCH_RECORDS
        && bytes < BATCH_BYTES
        && (record = nextOfTimes()) != null) {
      batch.add(record);
      bytes += lines.to() - lines.from();
    }
    if (batch.isEmpty()) {
      return null;
    }
    ArrayResultIterator<RawRecord> records = new ArrayResultIterator<>();
    records.set(
        batch.toArray(new RawRecord[0]), batch.size(), CheckpointedPosition.NO_OFFSET, given);
    given += batch.size();
    return records;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  @Nullable
  private RawRecord nextOfTimes() throws IOException {
    RawRecord record = next();
    while (record != null && !times.holds(record.timestamp())) {
      record = next();
    }
    return record;
  }

  @Nullable
  RawRecord next() throws IOException {
    boolean found;
    try {
      found = lines.next();
    } catch (IOException e) {
      throw ArchiveErrors.unreadable(object, line, e);
    }
    if (!found) {
      if (line == 0) {
        throw ArchiveErrors.empty(object);
      }
      return null;
    }
    line++;
    try {
      return decoder.decode(lines.bytes(), lines.from(), lines.to());
    } catch (ParseException e) {
      throw ArchiveErrors.brokenLine(object, line, e);
    }
  }
}
