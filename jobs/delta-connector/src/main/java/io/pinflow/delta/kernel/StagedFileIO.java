package io.pinflow.delta.kernel;

import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;

/**
 * File access which holds back one new file until it is published, with Flink's recoverable
 * writers: a hidden file on disk, a multipart upload on S3. Good for one file.
 */
final class StagedFileIO implements FileIO {

  private final FileIO delegate;
  private final String stagedPath;
  private RecoverableFsDataOutputStream stream;
  private RecoverableFsDataOutputStream.Committer finished;
  private long length;

  StagedFileIO(FileIO delegate, String stagedPath) {
    this.delegate = delegate;
    this.stagedPath = stagedPath;
  }

  /** Makes the file visible under its name, replacing another of that name. */
  void publish() throws IOException {
    finished.commit();
    stream = null;
  }

  /** Drops what has not been published. */
  void discard() throws IOException {
    if (stream != null) {
      stream.close();
    }
  }

  @Override
  public OutputFile newOutputFile(String path) {
    return new OutputFile() {
      @Override
      public String path() {
        return path;
      }

      @Override
      public PositionOutputStream create(boolean atomicWrite) throws IOException {
        Path file = new Path(path);
        stream = file.getFileSystem().createRecoverableWriter().open(file);
        return new StagedStream();
      }

      @Override
      public void writeAtomically(CloseableIterator<String> lines, boolean overwrite)
          throws IOException {
        delegate.newOutputFile(path).writeAtomically(lines, overwrite);
      }
    };
  }

  @Override
  public FileStatus getFileStatus(String path) throws IOException {
    return path.equals(stagedPath) && finished != null
        ? FileStatus.of(path, length, System.currentTimeMillis())
        : delegate.getFileStatus(path);
  }

  @Override
  public CloseableIterator<FileStatus> listFrom(String filePath) throws IOException {
    return delegate.listFrom(filePath);
  }

  @Override
  public String resolvePath(String path) throws IOException {
    return delegate.resolvePath(path);
  }

  @Override
  public boolean mkdirs(String path) throws IOException {
    return delegate.mkdirs(path);
  }

  @Override
  public InputFile newInputFile(String path, long fileSize) {
    return delegate.newInputFile(path, fileSize);
  }

  @Override
  public boolean delete(String path) throws IOException {
    return delegate.delete(path);
  }

  @Override
  public Optional<String> getConf(String key) {
    return delegate.getConf(key);
  }

  @Override
  public void copyFileAtomically(String source, String destination, boolean overwrite)
      throws IOException {
    delegate.copyFileAtomically(source, destination, overwrite);
  }

  private final class StagedStream extends PositionOutputStream {

    @Override
    public long getPos() throws IOException {
      return stream.getPos();
    }

    @Override
    public void write(int oneByte) throws IOException {
      stream.write(oneByte);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      stream.write(bytes, offset, count);
    }

    @Override
    public void flush() throws IOException {
      stream.flush();
    }

    @Override
    public void close() throws IOException {
      if (finished == null) {
        length = stream.getPos();
        finished = stream.closeForCommit();
      }
    }
  }
}
