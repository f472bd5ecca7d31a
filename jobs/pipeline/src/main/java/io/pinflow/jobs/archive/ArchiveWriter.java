package io.pinflow.jobs.archive;

import io.pinflow.jobs.source.RawRecord;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/** Writes records into one object of the archive. */
final class ArchiveWriter implements BulkWriter<RawRecord> {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final ArchiveLineEncoder encoder = new ArchiveLineEncoder();
  private final OutputStream out;

  private ArchiveWriter(OutputStream out) {
    this.out = out;
  }

  static BulkWriter.Factory<RawRecord> factory(ArchiveCompression compression) {
    return stream -> open(compression, stream);
  }

  @Override
  public void addElement(RawRecord record) throws IOException {
    encoder.write(record, out);
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  /** Ends the compressed form; the sink itself closes or commits the stream beneath. */
  @Override
  public void finish() throws IOException {
    out.close();
  }

  private static ArchiveWriter open(ArchiveCompression compression, FSDataOutputStream stream)
      throws IOException {
    OutputStream compressed = compression.compress(new Unclosed(stream));
    return new ArchiveWriter(new BufferedOutputStream(compressed, BUFFER_BYTES));
  }

  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
