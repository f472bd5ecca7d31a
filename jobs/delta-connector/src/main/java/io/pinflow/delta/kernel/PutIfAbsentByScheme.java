package io.pinflow.delta.kernel;

import java.io.IOException;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.fs.Path;

/** Chooses the put-if-absent of a path's scheme; refuses a scheme for which none is safe. */
final class PutIfAbsentByScheme implements PutIfAbsent {

  private final PutIfAbsent local = new LocalPutIfAbsent();
  private final PutIfAbsent s3;

  PutIfAbsentByScheme(ReadableConfig options) {
    this.s3 = new S3PutIfAbsent(() -> S3Clients.connect(options));
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
    switch (scheme) {
      case "file":
        return local;
      case "s3":
      case "s3a":
        return s3;
      default:
        throw DeltaErrors.unsupportedScheme(path.toString(), scheme);
    }
  }
}
