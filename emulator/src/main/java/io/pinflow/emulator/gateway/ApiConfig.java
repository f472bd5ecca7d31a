package io.pinflow.emulator.gateway;

import io.pinflow.emulator.error.EmulatorErrors;
import java.net.URI;
import java.nio.file.Path;

/**
 * What the gateway's API definition is executed with.
 *
 * @param kinesisEndpoint where Kinesis is, such as {@code http://127.0.0.1:4567}; null for none
 * @param region for which requests to Kinesis are signed
 * @param document the API definition, or null for the built-in one
 * @param apiKeyFile a file with the key which clients must send, or null to ask for none
 */
public record ApiConfig(URI kinesisEndpoint, String region, Path document, Path apiKeyFile) {

  public static final String DEFAULT_REGION = "us-east-1";

  /** No Kinesis, the built-in definition, no key. */
  public static final ApiConfig DEFAULT = new ApiConfig(null, DEFAULT_REGION, null, null);

  public ApiConfig {
    if (region.isBlank()) {
      throw EmulatorErrors.invalidSetting("region", region, "name one such as " + DEFAULT_REGION);
    }
    if (kinesisEndpoint != null
        && (kinesisEndpoint.getHost() == null
            || !("http".equals(kinesisEndpoint.getScheme())
                || "https".equals(kinesisEndpoint.getScheme())))) {
      throw EmulatorErrors.invalidSetting(
          "Kinesis endpoint", kinesisEndpoint, "give http://HOST:PORT or https://HOST");
    }
  }

  public ApiConfig withKinesis(URI endpoint, String signingRegion) {
    return new ApiConfig(endpoint, signingRegion, document, apiKeyFile);
  }

  public ApiConfig withDocument(Path file) {
    return new ApiConfig(kinesisEndpoint, region, file, apiKeyFile);
  }

  public ApiConfig withApiKeyFile(Path file) {
    return new ApiConfig(kinesisEndpoint, region, document, file);
  }
}
