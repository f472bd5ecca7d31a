package io.pinflow.delta.kernel;

import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;

/** A file of a Flink file system, as Kernel reads it. */
final class FlinkInputFile implements InputFile {

  private final Path path;
  private final String name;
  private final long knownLength;

  /**
   * @param knownLength length in bytes; negative if it has to be asked for
   */
  FlinkInputFile(Path path, String name, long knownLength) {
    this.path = path;
    this.name = name;
    this.knownLength = knownLength;
  }

  @Override
  public long length() throws IOException {
    return knownLength >= 0 ? knownLength : path.getFileSystem().getFileStatus(path).getLen();
  }

  @Override
  public String path() {
    return name;
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    return new Stream(path.getFileSystem().open(path));
  }

  private static final class Stream extends SeekableInputStream {

    private final FSDataInputStream in;

    Stream(FSDataInputStream in) {
      this.in = in;
    }

    @Override
    public long getPos() throws IOException {
      return in.getPos();
    }

    @Override
    public void seek(long position) throws IOException {
      in.seek(position);
    }

    @Override
    public void readFully(byte[] bytes, int offset, int length) throws IOException {
      int read = in.readNBytes(bytes, offset, length);
      if (read < length) {
        throw new EOFException(
            "Expected " + length + " bytes, found " + read + " before the end of the file");
      }
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return in.read(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
