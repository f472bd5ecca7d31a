package io.pinflow.delta.kernel;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.core.fs.Path;
import software.amazon.awssdk.services.s3.S3Client;

/** Chooses the put-if-absent of a path's scheme; refuses a scheme for which none is safe. */
final class PutIfAbsentByScheme implements PutIfAbsent {

  private static final List<String> S3_SCHEMES = List.of("s3", "s3a");

  private static final int S3_ATTEMPTS = 10;

  private final PutIfAbsent local = new LocalPutIfAbsent();
  private final PutIfAbsent s3;

  /**
   * @param connectToS3 called at the first commit to S3, if there is one
   */
  PutIfAbsentByScheme(Supplier<S3Client> connectToS3) {
    this.s3 = new S3PutIfAbsent(connectToS3, S3_ATTEMPTS);
  }

  @Override
  public void put(Path path, byte[] content) throws IOException {
    of(path).put(path, content);
  }

  @Override
  public void close() {
    s3.close();
  }

  private PutIfAbsent of(Path path) throws IOException {
    String scheme = path.getFileSystem().getUri().getScheme();
    if (scheme.equals("file")) {
      return local;
    } else if (S3_SCHEMES.contains(scheme)) {
      return s3;
    }
    throw WriteErrors.unsupportedScheme(path.toString(), scheme);
  }
}
