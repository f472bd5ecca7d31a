package io.pinflow.emulator.route;

import io.pinflow.emulator.error.EmulatorErrors;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Which Kinesis to write to, and as whom.
 *
 * @param endpoint empty for the region's own
 */
public record KinesisTarget(
    Optional<URI> endpoint, String region, AwsCredentialsProvider credentials) {

  /**
   * Kinesis on AWS, as the user of the environment's or the profile's credentials (the AWS SDK's
   * default chain).
   *
   * @throws io.pinflow.emulator.error.EmulatorException if there are none
   */
  public static KinesisTarget aws(String region, Optional<URI> endpoint) {
    if (region.isBlank()) {
      throw EmulatorErrors.invalidSetting("AWS region", region, "name one, such as eu-west-1");
    }
    AwsCredentialsProvider chain = DefaultCredentialsProvider.create();
    try {
      var unused = chain.resolveCredentials();
    } catch (SdkException e) {
      throw EmulatorErrors.awsCredentialsMissing(e);
    }
    return new KinesisTarget(endpoint, region, chain);
  }

  /** A server on this machine, which takes anybody for its owner. */
  public static KinesisTarget local(URI endpoint, String region) {
    return new KinesisTarget(
        Optional.of(endpoint),
        region,
        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
  }
}
