package io.pinflow.delta.kernel;

import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A log on S3. What is put goes by a PutObject with {@code If-None-Match: *}, which S3 answers with
 * 412 if the key exists and with 409 if another conditional write to it is under way.
 *
 * <p>Flink's S3 plugin cannot do this (its no-overwrite asks first and writes then), nor start a
 * listing behind a key, hence a client of our own, used for log files alone. It is made at its
 * first use.
 */
final class S3LogStore implements LogStore {

  private static final Logger LOG = LoggerFactory.getLogger(S3LogStore.class);

  private static final int PRECONDITION_FAILED = 412;
  private static final int CONFLICT = 409;

  /** Wrong credentials, no permission, no such bucket: no use to try again. */
  private static final Set<Integer> PERMANENT = Set.of(401, 403, 404);

  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  private final Supplier<S3Client> connect;
  private final int attempts;
  private S3Client client;
  private volatile boolean mayList = true;

  /**
   * @param attempts how often a put is tried that meets another one under way
   */
  S3LogStore(Supplier<S3Client> connect, int attempts) {
    this.connect = connect;
    this.attempts = attempts;
  }

  @Override
  public void put(Path path, byte[] content) throws IOException {
    PutObjectRequest request =
        PutObjectRequest.builder()
            .bucket(path.toUri().getAuthority())
            .key(key(path))
            .ifNoneMatch("*")
            .build();
    Backoff backoff = new Backoff(FIRST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS);
    for (int attempt = 1; ; attempt++) {
      try {
        clientToPut().putObject(request, RequestBody.fromBytes(content));
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

  /** Where this client may not list, the plugin may: it has more ways to get credentials. */
  @Override
  public List<FileStatus> listFrom(Path from) throws IOException {
    if (mayList) {
      try {
        List<FileStatus> found = listBehind(from);
        if (!found.isEmpty()) {
          return found;
        }
      } catch (SdkException e) {
        mayList = e.retryable() || isTransient(e);
        LOG.debug("Cannot list from {}, asking Flink's file system", from, e);
      }
    }
    return FlinkFiles.list(from.getParent());
  }

  /** S3 lists in the order of names; "start after" leaves out the name itself, hence its stem. */
  private List<FileStatus> listBehind(Path from) {
    Path directory = from.getParent();
    String prefix = key(directory) + "/";
    String name = from.getName();
    ListObjectsV2Request request =
        ListObjectsV2Request.builder()
            .bucket(from.toUri().getAuthority())
            .prefix(prefix)
            .delimiter("/")
            .startAfter(prefix + name.substring(0, name.length() - 1))
            .build();
    return client().listObjectsV2Paginator(request).contents().stream()
        .map(
            object ->
                FileStatus.of(
                    directory + "/" + object.key().substring(prefix.length()),
                    object.size(),
                    object.lastModified().toEpochMilli()))
        .collect(Collectors.toList());
  }

  private static boolean isTransient(SdkException e) {
    return e instanceof S3Exception && !PERMANENT.contains(((S3Exception) e).statusCode());
  }

  private static String key(Path path) {
    return path.getPath().substring(1);
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
      client = null;
    }
  }

  /** What cannot be put by it can be put by nobody, unlike what is to be listed. */
  private S3Client clientToPut() {
    try {
      return client();
    } catch (SdkClientException e) {
      throw DeltaErrors.unknownRegion(S3Options.REGION.key(), e);
    }
  }

  private synchronized S3Client client() {
    if (client == null) {
      client = connect.get();
    }
    return client;
  }
}
