package io.pinflow.delta.kernel;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import javax.annotation.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** What S3 says when it is asked for a folder, sorted by what its asker can do about it. */
public final class S3Reply {

  /** The sorts. */
  public enum Outcome {
    LISTED,
    /** Nothing answered, or nothing that can be understood. */
    UNREACHABLE,
    /** Neither an endpoint nor a region is known. */
    NO_REGION,
    /** No keys were found to ask with. */
    NO_CREDENTIALS,
    /** The keys are unknown, wrong or expired. */
    CREDENTIALS_REFUSED,
    /** This machine's clock is so wrong that no signature holds. */
    CLOCK_REFUSED,
    /** The keys are good but may not list. */
    DENIED,
    NO_SUCH_BUCKET,
    WRONG_REGION,
    /** Anything else. */
    FAILED
  }

  private static final Set<String> BAD_CREDENTIALS =
      Set.of("InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken");

  private final Outcome outcome;
  private final String detail;
  @Nullable private final Instant serverTime;

  private S3Reply(Outcome outcome, String detail, @Nullable Instant serverTime) {
    this.outcome = outcome;
    this.detail = detail;
    this.serverTime = serverTime;
  }

  static S3Reply listed(SdkHttpResponse response) {
    return new S3Reply(Outcome.LISTED, "", HttpDate.of(response));
  }

  static S3Reply of(SdkException failure) {
    if (failure instanceof AwsServiceException) {
      AwsServiceException refusal = (AwsServiceException) failure;
      if (refusal.awsErrorDetails() != null) {
        return of(refusal);
      }
    }
    return ofClient(String.valueOf(failure.getMessage()), ErrorText.rootOf(failure));
  }

  /** The client has no codes: its own complaints are known by their words. */
  private static S3Reply ofClient(String message, Throwable root) {
    if (message.contains("Unable to load credentials")) {
      return new S3Reply(Outcome.NO_CREDENTIALS, message, null);
    }
    if (message.contains("Unable to load region")) {
      return new S3Reply(Outcome.NO_REGION, message, null);
    }
    return new S3Reply(Outcome.UNREACHABLE, root.toString(), null);
  }

  private static S3Reply of(AwsServiceException refusal) {
    String code = String.valueOf(refusal.awsErrorDetails().errorCode());
    String message = refusal.awsErrorDetails().errorMessage();
    String detail =
        "HTTP " + refusal.statusCode() + ' ' + code + (message == null ? "" : ": " + message);
    return new S3Reply(
        outcome(refusal.statusCode(), code),
        detail,
        HttpDate.of(refusal.awsErrorDetails().sdkHttpResponse()));
  }

  private static Outcome outcome(int status, String code) {
    if (code.equals("RequestTimeTooSkewed")) {
      return Outcome.CLOCK_REFUSED;
    }
    if (BAD_CREDENTIALS.contains(code)) {
      return Outcome.CREDENTIALS_REFUSED;
    }
    if (code.equals("AuthorizationHeaderMalformed")) {
      // Signed for another region than the bucket's.
      return Outcome.WRONG_REGION;
    }
    switch (status) {
      case 301:
      case 307:
        return Outcome.WRONG_REGION;
      case 401:
      case 403:
        return Outcome.DENIED;
      case 404:
        return Outcome.NO_SUCH_BUCKET;
      default:
        return Outcome.FAILED;
    }
  }

  public Outcome outcome() {
    return outcome;
  }

  /** What the server or the client said, for people; empty where all is well. */
  public String detail() {
    return detail;
  }

  /** The server's clock, where it told. */
  public Optional<Instant> serverTime() {
    return Optional.ofNullable(serverTime);
  }

  @Override
  public String toString() {
    return outcome + (detail.isEmpty() ? "" : " (" + detail + ')');
  }
}
