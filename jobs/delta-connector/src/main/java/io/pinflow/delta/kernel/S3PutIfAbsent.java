package io.pinflow.delta.kernel;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.flink.core.fs.Path;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Put-if-absent on S3: a PutObject with {@code If-None-Match: *}, which S3 answers with 412 if the
 * key exists and with 409 if another conditional write to it is under way.
 *
 * <p>Flink's S3 plugin cannot do this (its no-overwrite asks first and writes then), hence a client
 * of our own, used for log files alone. It is made at the first put.
 */
final class S3PutIfAbsent implements PutIfAbsent {

  private static final int PRECONDITION_FAILED = 412;
  private static final int CONFLICT = 409;

  /** Wrong credentials, no permission, no such bucket: no use to try again. */
  private static final Set<Integer> PERMANENT = Set.of(401, 403, 404);

  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  private final Supplier<S3Client> connect;
  private final int attempts;
  private S3Client client;

  /**
   * @param attempts how often a put is tried that meets another one under way
   */
  S3PutIfAbsent(Supplier<S3Client> connect, int attempts) {
    this.connect = connect;
    this.attempts = attempts;
  }

  @Override
  public void put(Path path, byte[] content) throws IOException {
    PutObjectRequest request =
        PutObjectRequest.builder()
            .bucket(path.toUri().getAuthority())
            .key(path.getPath().substring(1))
            .ifNoneMatch("*")
            .build();
    Backoff backoff = new Backoff(FIRST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS);
    for (int attempt = 1; ; attempt++) {
      try {
        client().putObject(request, RequestBody.fromBytes(content));
        return;
      } catch (S3Exception e) {
        if (e.statusCode() == PRECONDITION_FAILED) {
          FileAlreadyExistsException exists = new FileAlreadyExistsException(path.toString());
          exists.initCause(e);
          throw exists;
        }
        if (PERMANENT.contains(e.statusCode())) {
          AccessDeniedException denied =
              new AccessDeniedException(path.toString(), null, e.getMessage());
          denied.initCause(e);
          throw denied;
        }
        if (e.statusCode() != CONFLICT || attempt == attempts) {
          throw new IOException("Cannot put " + path + ": " + e.getMessage(), e);
        }
        backoff.pause();
      } catch (SdkException e) {
        throw new IOException("Cannot put " + path + ": " + e.getMessage(), e);
      }
    }
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
      client = null;
    }
  }

  private synchronized S3Client client() {
    if (client == null) {
      client = connect.get();
    }
    return client;
  }
}
