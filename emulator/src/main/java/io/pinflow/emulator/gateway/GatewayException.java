package io.pinflow.emulator.gateway;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** An error of the contract: a status and the documented body. */
final class GatewayException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final int errorCode;
  private final Map<String, String> headers;

  GatewayException(int status, int errorCode, String message) {
    this(status, errorCode, message, Map.of());
  }

  GatewayException(int status, int errorCode, String message, Map<String, String> headers) {
    super(message, null, false, false);
    this.status = status;
    this.errorCode = errorCode;
    this.headers = Collections.unmodifiableMap(new TreeMap<>(headers));
  }

  int status() {
    return status;
  }

  int errorCode() {
    return errorCode;
  }

  /** What the answer's head says besides. */
  Map<String, String> headers() {
    return headers;
  }
}
