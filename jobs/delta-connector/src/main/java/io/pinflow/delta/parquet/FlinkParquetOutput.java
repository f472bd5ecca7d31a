package io.pinflow.delta.parquet;

import java.io.IOException;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.util.IOUtils;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** One new file of a Flink file system as Parquet writes it; knows its length once closed. */
final class FlinkParquetOutput implements OutputFile {

  private final FSDataOutputStream out;
  private long length;

  FlinkParquetOutput(FSDataOutputStream out) {
    this.out = out;
  }

  /** Bytes written; the file's length once it is closed. */
  long length() {
    return length;
  }

  /** Lets go of the stream without caring for the content. */
  void abort() {
    IOUtils.closeQuietly(out);
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) {
    return new Stream();
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) {
    return new Stream();
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }

  private final class Stream extends PositionOutputStream {

    @Override
    public long getPos() {
      return length;
    }

    @Override
    public void write(int oneByte) throws IOException {
      out.write(oneByte);
      length++;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      out.write(bytes, offset, count);
      length += count;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
