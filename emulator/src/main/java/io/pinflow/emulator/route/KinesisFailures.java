package io.pinflow.emulator.route;

import java.util.Set;

/** What a refusal of a whole Kinesis request means for its records, by its code and status. */
final class KinesisFailures {

  /** Kinesis answers some passing states with 400. */
  private static final Set<String> PASSING =
      Set.of(
          "InternalFailure",
          "KMSThrottlingException",
          "LimitExceededException",
          "ProvisionedThroughputExceededException",
          "RequestLimitExceeded",
          "ServiceUnavailable",
          "Throttling",
          "ThrottlingException");

  /** No record of the request can be sent before somebody has put this right. */
  private static final Set<String> LASTING =
      Set.of(
          "AccessDeniedException",
          "ExpiredTokenException",
          "IncompleteSignature",
          "InvalidSignatureException",
          "KMSAccessDeniedException",
          "KMSDisabledException",
          "KMSInvalidStateException",
          "KMSNotFoundException",
          "MissingAuthenticationTokenException",
          "OptInRequired",
          "ResourceNotFoundException",
          "UnrecognizedClientException");

  private KinesisFailures() {}

  /**
   * The result of each of the request's records.
   *
   * @param code Kinesis' name of the failure, or empty where none was told
   */
  static SendResult result(int status, String code, String reason) {
    if (LASTING.contains(code)) {
      return new SendResult.Rejected(reason);
    }
    if (status == 408 || status == 429 || status >= 500 || PASSING.contains(code)) {
      return new SendResult.Retriable(reason);
    }
    // Such as a record which is too large: the others may do without it.
    return status == 400 || status == 413 || status == 422
        ? new SendResult.BatchRejected(reason)
        : new SendResult.Rejected(reason);
  }
}
