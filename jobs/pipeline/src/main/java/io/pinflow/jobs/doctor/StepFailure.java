package io.pinflow.jobs.doctor;

import java.nio.file.AccessDeniedException;
import java.util.regex.Pattern;

/** A step of trying a folder which did not work. */
final class StepFailure extends Exception {

  private static final long serialVersionUID = 1L;

  /** Also none at all. By words: the plugin's exceptions have no codes for others. */
  private static final Pattern BAD_CREDENTIALS =
      Pattern.compile(
          "Unable to load AWS credentials|No AWS Credentials|InvalidAccessKeyId"
              + "|SignatureDoesNotMatch|ExpiredToken|InvalidToken");

  private final String step;

  /**
   * @param step what was tried, such as {@code write to}
   */
  StepFailure(String step, Throwable cause) {
    super(cause);
    this.step = step;
  }

  /** What it means for the folder of this name. Plugins' exceptions are known by name alone. */
  Finding finding(String what) {
    Throwable cause = getCause();
    String reason = Reason.of(cause);
    if (BAD_CREDENTIALS.matcher(reason).find()) {
      return Finding.error(
          what,
          "S3 cannot be asked with these credentials: " + reason,
          "Correct s3.access-key and s3.secret-key, or the environment's keys or role");
    }
    if (Reason.find(cause, AccessDeniedException.class).isPresent()) {
      return Finding.error(
          what,
          "may not " + step + " it: " + reason,
          "Grant the job's user or role the right to " + step + " it, or correct its keys");
    }
    if (Reason.isCausedBy(cause, "AWSRedirectException")) {
      return Finding.error(
          what,
          "the bucket is in another region: " + reason,
          "Set s3.endpoint.region to the bucket's region");
    }
    if (Reason.isCausedBy(cause, "UnknownStoreException")) {
      return Finding.error(
          what, "there is no such bucket: " + reason, "Create it, or correct the folder");
    }
    return Finding.error(
        what,
        "cannot " + step + " it: " + reason,
        "See that it is a folder which can be written, and has room");
  }
}
