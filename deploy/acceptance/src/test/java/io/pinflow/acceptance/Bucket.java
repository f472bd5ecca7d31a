package io.pinflow.acceptance;

import io.pinflow.testing.S3Server;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket of an S3 server, which a test asks itself, past whatever stands before it. */
record Bucket(S3Server server, String name) {

  /** The bucket, made new. */
  static Bucket create(S3Server server, String name) {
    server.createBucket(name);
    return new Bucket(server, name);
  }

  /** Where its objects lie on disk. */
  Path folder() {
    return server.bucket(name);
  }

  /** As an object: the server knows no checksum of a file that was laid into its folder. */
  void put(String key, String text) {
    try (S3Client client =
        S3Client.builder()
            .endpointOverride(server.endpoint())
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(server.accessKey(), server.secretKey())))
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      var unused = client.putObject(put -> put.bucket(name).key(key), RequestBody.fromString(text));
    }
  }
}
