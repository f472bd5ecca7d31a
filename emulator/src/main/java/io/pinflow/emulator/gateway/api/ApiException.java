package io.pinflow.emulator.gateway.api;

/** An error which the gateway itself answers, by the document's gateway responses. */
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorType type;
  private final String details;

  private ApiException(ErrorType type, String message, String details, Throwable cause) {
    super(message, cause, false, cause != null);
    this.type = type;
    this.details = details;
  }

  static ApiException of(ErrorType type) {
    return new ApiException(type, type.message(), "", null);
  }

  static ApiException badParameters(String names) {
    return new ApiException(
        ErrorType.BAD_REQUEST_PARAMETERS,
        ErrorType.BAD_REQUEST_PARAMETERS.message() + ": [" + names + "]",
        "",
        null);
  }

  static ApiException badBody(String details) {
    return new ApiException(
        ErrorType.BAD_REQUEST_BODY, ErrorType.BAD_REQUEST_BODY.message(), details, null);
  }

  static ApiException configuration(Throwable cause) {
    return new ApiException(
        ErrorType.API_CONFIGURATION_ERROR, ErrorType.API_CONFIGURATION_ERROR.message(), "", cause);
  }

  /** The service behind an integration did not answer in time. */
  public static ApiException timeout(Throwable cause) {
    return new ApiException(
        ErrorType.INTEGRATION_TIMEOUT, ErrorType.INTEGRATION_TIMEOUT.message(), "", cause);
  }

  /** The service behind an integration could not be reached. */
  public static ApiException unreachable(Throwable cause) {
    return new ApiException(
        ErrorType.INTEGRATION_FAILURE, ErrorType.INTEGRATION_FAILURE.message(), "", cause);
  }

  /** A service is not reachable because of how this gateway was started. */
  public static ApiException notConfigured(String message) {
    return new ApiException(ErrorType.INTEGRATION_NOT_CONFIGURED, message, "", null);
  }

  ErrorType type() {
    return type;
  }

  /** What a validator found, or empty. */
  String details() {
    return details;
  }
}
