package io.pinflow.delta.kernel;

import java.io.IOException;
import java.time.Duration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.fs.Path;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

/**
 * Lets a program try, before it starts a job, whether a table's log can be kept in a folder: with
 * the very client, settings and requests of a commit. Not thread-safe.
 */
public final class StorageProbe implements AutoCloseable {

  private final S3Settings s3;
  private final LogStore logStore;

  private StorageProbe(S3Settings s3) {
    this.s3 = s3;
    this.logStore = new LogStoreByScheme(s3::connect);
  }

  /** A probe that reaches S3 as {@link DeltaEngine#create} does. */
  public static StorageProbe create(ReadableConfig options) {
    return new StorageProbe(new S3Settings(options));
  }

  /**
   * Asks S3 for at most one key of a folder, and does not fail.
   *
   * @param patience after which a server that says nothing counts as unreachable
   */
  public S3Reply list(Path folder, Duration patience) {
    ListObjectsV2Request request =
        ListObjectsV2Request.builder()
            .bucket(folder.toUri().getAuthority())
            .prefix(folder.getPath().replaceFirst("^/", ""))
            .maxKeys(1)
            .build();
    try (S3Client client = s3.connectImpatiently(patience)) {
      return S3Reply.listed(client.listObjectsV2(request).sdkHttpResponse());
    } catch (SdkException e) {
      return S3Reply.of(e);
    }
  }

  /**
   * Writes a file as a commit is written.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is one of that name
   * @throws java.nio.file.AccessDeniedException if it may not be written
   * @throws IOException if it cannot
   */
  public void putIfAbsent(Path file, byte[] content) throws IOException {
    logStore.put(file, content);
  }

  @Override
  public void close() throws IOException {
    logStore.close();
  }
}
