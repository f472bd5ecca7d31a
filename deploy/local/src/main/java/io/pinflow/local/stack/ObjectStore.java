package io.pinflow.local.stack;

import java.io.InputStream;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The S3 server seen as any client sees it. */
public final class ObjectStore implements AutoCloseable {

  private final S3Client client;

  private ObjectStore(S3Client client) {
    this.client = client;
  }

  /** The server of a running stack. */
  public static ObjectStore at(Ports ports, Home home) {
    return at(ports, Credentials.of(home));
  }

  static ObjectStore at(Ports ports, Credentials credentials) {
    S3Client client =
        S3Client.builder()
            .endpointOverride(URI.create(ports.s3()))
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(credentials.accessKey(), credentials.secretKey())))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    return new ObjectStore(client);
  }

  /** Creates the bucket unless it is there. */
  void createBucket(String bucket) {
    try {
      var unused = client.headBucket(request -> request.bucket(bucket));
    } catch (NoSuchBucketException missing) {
      var unused = client.createBucket(request -> request.bucket(bucket));
    }
  }

  /** The keys below a prefix, in their order. */
  public List<String> keys(String prefix) {
    return client
        .listObjectsV2Paginator(request -> request.bucket(Lake.BUCKET).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  /** An object's bytes; the caller closes the stream. */
  public InputStream open(String key) {
    return client.getObject(request -> request.bucket(Lake.BUCKET).key(key));
  }

  @Override
  public void close() {
    client.close();
  }
}
