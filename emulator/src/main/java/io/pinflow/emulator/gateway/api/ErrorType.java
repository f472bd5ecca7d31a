package io.pinflow.emulator.gateway.api;

/** API Gateway's own errors, as far as this gateway meets them. */
enum ErrorType {
  BAD_REQUEST_BODY(400, "Invalid request body"),
  BAD_REQUEST_PARAMETERS(400, "Missing required request parameters"),
  INVALID_API_KEY(403, "Forbidden"),
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported Media Type"),
  API_CONFIGURATION_ERROR(500, "Internal server error"),
  /** Not one of API Gateway's: there, a service is always there. */
  INTEGRATION_NOT_CONFIGURED(503, "Service Unavailable"),
  INTEGRATION_FAILURE(504, "Network error communicating with endpoint"),
  INTEGRATION_TIMEOUT(504, "Endpoint request timed out");

  private final int status;
  private final String message;

  ErrorType(int status, String message) {
    this.status = status;
    this.message = message;
  }

  int status() {
    return status;
  }

  String message() {
    return message;
  }
}
