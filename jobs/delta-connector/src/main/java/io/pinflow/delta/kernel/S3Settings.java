package io.pinflow.delta.kernel;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.configuration.ReadableConfig;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/** {@link S3Options} as given to the connector, and where it was given none, as the cluster's. */
final class S3Settings {

  private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

  private final ReadableConfig given;
  private final ReadableConfig cluster;
  private final AwsRegionProvider environment;

  S3Settings(ReadableConfig given) {
    this(given, clusterConfiguration());
  }

  S3Settings(ReadableConfig given, ReadableConfig cluster) {
    this(given, cluster, S3Settings::regionOfProcess);
  }

  /**
   * @param environment knows the region where no setting names one
   */
  S3Settings(ReadableConfig given, ReadableConfig cluster, AwsRegionProvider environment) {
    this.given = given;
    this.cluster = cluster;
    this.environment = environment;
  }

  /**
   * @throws SdkClientException if nobody knows the bucket's region
   */
  S3Client connect() {
    return builder().build();
  }

  /**
   * A client that tries a request again but once, and gives it up when the patience ends.
   *
   * @throws SdkClientException if nobody knows the bucket's region
   */
  S3Client connectImpatiently(Duration patience) {
    RetryStrategy once =
        AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(2).build();
    return builder()
        .overrideConfiguration(settings -> settings.retryStrategy(once).apiCallTimeout(patience))
        .build();
  }

  private S3ClientBuilder builder() {
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
            .forcePathStyle(read(S3Options.PATH_STYLE_ACCESS).orElse(false))
            .region(region());
    read(S3Options.ENDPOINT).map(S3Settings::uri).ifPresent(builder::endpointOverride);
    credentials()
        .ifPresent(pair -> builder.credentialsProvider(StaticCredentialsProvider.create(pair)));
    return builder;
  }

  /** Another server than AWS's has none, but requests are signed for one. */
  Region region() {
    return read(S3Options.REGION)
        .map(Region::of)
        .or(() -> read(S3Options.ENDPOINT).map(endpoint -> Region.US_EAST_1))
        .orElseGet(environment::getRegion);
  }

  /**
   * As the AWS client itself looks for it: {@code aws.region}, AWS_REGION (which the managed
   * service and containers set), the AWS profile, the instance; then AWS_DEFAULT_REGION, which
   * AWS's other tools know and its Java client does not.
   */
  private static Region regionOfProcess() {
    try {
      return new DefaultAwsRegionProviderChain().getRegion();
    } catch (SdkClientException e) {
      return Optional.ofNullable(System.getenv("AWS_DEFAULT_REGION"))
          .filter(region -> !region.isBlank())
          .map(Region::of)
          .orElseThrow(() -> e);
    }
  }

  /** None: the AWS default chain. */
  Optional<AwsBasicCredentials> credentials() {
    Optional<String> accessKey = read(S3Options.ACCESS_KEY);
    Optional<String> secretKey = read(S3Options.SECRET_KEY);
    if (accessKey.isPresent() != secretKey.isPresent()) {
      throw DeltaErrors.invalidOption(
          S3Options.ACCESS_KEY.key(),
          accessKey.isPresent() ? "set" : "absent",
          "it comes with '"
              + S3Options.SECRET_KEY.key()
              + "': set both, or none for the AWS default credentials chain.");
    }
    return accessKey.map(key -> AwsBasicCredentials.create(key, secretKey.get()));
  }

  private <T> Optional<T> read(ConfigOption<T> option) {
    return given.getOptional(option).or(() -> cluster.getOptional(option));
  }

  private static ReadableConfig clusterConfiguration() {
    try {
      return GlobalConfiguration.loadConfiguration();
    } catch (IllegalConfigurationException e) {
      // A process without a Flink configuration file; AWS's defaults remain.
      return new Configuration();
    }
  }

  private static URI uri(String endpoint) {
    return URI.create(endpoint.contains("://") ? endpoint : "https://" + endpoint);
  }
}
