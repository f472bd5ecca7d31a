package io.pinflow.delta.testing;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FSDataOutputStreamWrapper;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/**
 * The local disk under the scheme {@code faulty}: counts opened files, and fails to close written
 * ones as a full disk or an object store would. One for the whole JVM.
 */
public final class FaultyFileSystem extends LocalFileSystem {

  private static final AtomicLong OPENED = new AtomicLong();
  private static final AtomicLong DATA_FILES_OPENED = new AtomicLong();
  private static final AtomicBoolean FAIL_NEXT_CLOSE = new AtomicBoolean();

  /** The address of a local folder in this file system. */
  public static String path(java.nio.file.Path folder) {
    return "faulty://" + folder;
  }

  /** How many files have been opened for reading so far. */
  public static long opened() {
    return OPENED.get();
  }

  /** How many of them were data files of tables. */
  public static long dataFilesOpened() {
    return DATA_FILES_OPENED.get();
  }

  /** The next written file cannot be closed. */
  public static void failNextClose() {
    FAIL_NEXT_CLOSE.set(true);
  }

  @Override
  public URI getUri() {
    return URI.create("faulty:///");
  }

  @Override
  public FSDataInputStream open(Path path) throws IOException {
    OPENED.incrementAndGet();
    if (path.getName().endsWith(".parquet") && !path.getPath().contains("/_delta_log/")) {
      DATA_FILES_OPENED.incrementAndGet();
    }
    return super.open(path);
  }

  @Override
  public FSDataOutputStream create(Path path, FileSystem.WriteMode mode) throws IOException {
    return new FSDataOutputStreamWrapper(super.create(path, mode)) {
      @Override
      public void close() throws IOException {
        super.close();
        if (FAIL_NEXT_CLOSE.getAndSet(false)) {
          throw new IOException("No space left for " + path);
        }
      }
    };
  }

  /** Found by Flink's service loader. */
  public static final class Factory implements FileSystemFactory {

    @Override
    public String getScheme() {
      return "faulty";
    }

    @Override
    public FileSystem create(URI uri) {
      return new FaultyFileSystem();
    }
  }
}
