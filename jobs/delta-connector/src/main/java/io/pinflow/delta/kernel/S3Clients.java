package io.pinflow.delta.kernel;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/** Builds the S3 client from {@link S3Options}. */
final class S3Clients {

  private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

  private S3Clients() {}

  static S3Client connect(ReadableConfig options) {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECTION_TIMEOUT)
                    .socketTimeout(SOCKET_TIMEOUT))
            // Plain requests: trailing checksums and signed chunks, which the client would use by
            // itself, trouble other servers than AWS's.
            .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .forcePathStyle(options.get(S3Options.PATH_STYLE_ACCESS));
    Optional<String> endpoint = options.getOptional(S3Options.ENDPOINT);
    endpoint.map(S3Clients::uri).ifPresent(builder::endpointOverride);
    Optional<String> region = options.getOptional(S3Options.REGION);
    if (region.isPresent()) {
      builder.region(Region.of(region.get()));
    } else if (endpoint.isPresent()) {
      builder.region(Region.US_EAST_1);
    }
    Optional<String> accessKey = options.getOptional(S3Options.ACCESS_KEY);
    Optional<String> secretKey = options.getOptional(S3Options.SECRET_KEY);
    if (accessKey.isPresent() != secretKey.isPresent()) {
      throw DeltaErrors.invalidOption(
          S3Options.ACCESS_KEY.key(),
          accessKey.isPresent() ? "set" : "absent",
          "it comes with '"
              + S3Options.SECRET_KEY.key()
              + "': set both, or none for the AWS"
              + " default credentials chain.");
    }
    if (accessKey.isPresent()) {
      builder.credentialsProvider(
          StaticCredentialsProvider.create(
              AwsBasicCredentials.create(accessKey.get(), secretKey.get())));
    }
    return builder.build();
  }

  private static URI uri(String endpoint) {
    return URI.create(endpoint.contains("://") ? endpoint : "https://" + endpoint);
  }
}
