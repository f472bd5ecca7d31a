package io.pinflow.delta.kernel;

import java.io.IOException;
import org.apache.flink.annotation.Internal;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.util.TemporaryClassLoaderContext;

/**
 * A new file of a Flink file system, written with Flink's class loader as the thread's.
 *
 * <p>A file system's plugin starts threads while it writes, which outlive the job and take over the
 * class loader of the task that happens to write. Left that way, a later job's upload by such a
 * thread fails with "Trying to access closed classloader". Flink guards the calls of a file system
 * against that, not those of its streams.
 */
@Internal
public final class StorageOutput extends FSDataOutputStream {

  private static final ClassLoader FLINK = FileSystem.class.getClassLoader();

  private final FSDataOutputStream out;

  private StorageOutput(FSDataOutputStream out) {
    this.out = out;
  }

  /**
   * Opens a new file.
   *
   * @throws IOException if it cannot be made, or exists and is not to be overwritten
   */
  public static FSDataOutputStream create(Path file, FileSystem.WriteMode mode) throws IOException {
    return new StorageOutput(file.getFileSystem().create(file, mode));
  }

  @Override
  public long getPos() throws IOException {
    return out.getPos();
  }

  @Override
  public void write(int oneByte) throws IOException {
    try (TemporaryClassLoaderContext ignored = TemporaryClassLoaderContext.of(FLINK)) {
      out.write(oneByte);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try (TemporaryClassLoaderContext ignored = TemporaryClassLoaderContext.of(FLINK)) {
      out.write(bytes, offset, length);
    }
  }

  @Override
  public void flush() throws IOException {
    try (TemporaryClassLoaderContext ignored = TemporaryClassLoaderContext.of(FLINK)) {
      out.flush();
    }
  }

  @Override
  public void sync() throws IOException {
    try (TemporaryClassLoaderContext ignored = TemporaryClassLoaderContext.of(FLINK)) {
      out.sync();
    }
  }

  @Override
  public void close() throws IOException {
    try (TemporaryClassLoaderContext ignored = TemporaryClassLoaderContext.of(FLINK)) {
      out.close();
    }
  }
}
