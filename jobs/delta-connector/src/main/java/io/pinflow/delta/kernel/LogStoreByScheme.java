package io.pinflow.delta.kernel;

import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.core.fs.Path;
import software.amazon.awssdk.services.s3.S3Client;

/** Chooses the log store of a path's scheme; of others than file and S3 it can only read. */
final class LogStoreByScheme implements LogStore {

  private static final List<String> S3_SCHEMES = List.of("s3", "s3a");

  private static final int S3_ATTEMPTS = 10;

  private final LogStore local = new LocalLogStore();
  private final LogStore readOnly = new ReadOnlyLogStore();
  private final LogStore s3;

  /**
   * @param connectToS3 called at the first use of a log on S3, if there is one
   */
  LogStoreByScheme(Supplier<S3Client> connectToS3) {
    this.s3 = new S3LogStore(connectToS3, S3_ATTEMPTS);
  }

  @Override
  public void put(Path path, byte[] content) throws IOException {
    of(path).put(path, content);
  }

  @Override
  public List<FileStatus> listFrom(Path from) throws IOException {
    return of(from).listFrom(from);
  }

  @Override
  public void close() {
    s3.close();
  }

  private LogStore of(Path path) throws IOException {
    String scheme = path.getFileSystem().getUri().getScheme();
    if (scheme.equals("file")) {
      return local;
    } else if (S3_SCHEMES.contains(scheme)) {
      return s3;
    }
    return readOnly;
  }
}
