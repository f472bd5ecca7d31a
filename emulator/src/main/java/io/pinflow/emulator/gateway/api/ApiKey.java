package io.pinflow.emulator.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pinflow.emulator.gateway.exchange.GatewayRequest;
import java.security.MessageDigest;

/** The key which secured operations ask for, if any. Never shown, not even by toString. */
public final class ApiKey {

  static final String HEADER = "x-api-key";

  private static final ApiKey NONE = new ApiKey(null);

  private final byte[] key;

  private ApiKey(byte[] key) {
    this.key = key;
  }

  /** Every request is let in. */
  public static ApiKey none() {
    return NONE;
  }

  public static ApiKey of(String key) {
    return new ApiKey(key.getBytes(UTF_8));
  }

  void require(GatewayRequest request) {
    if (key == null) {
      return;
    }
    String given = request.header(HEADER);
    // In constant time: how long it takes tells nothing of the key.
    if (given == null || !MessageDigest.isEqual(key, given.getBytes(UTF_8))) {
      throw ApiException.of(ErrorType.INVALID_API_KEY);
    }
  }
}
