package io.pinflow.jobs.doctor;

import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;

/** A step of trying a folder which did not work. */
final class StepFailure extends Exception {

  private static final long serialVersionUID = 1L;

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
    if (Reason.find(cause, AccessDeniedException.class).isPresent()) {
      return Finding.error(
          what,
          "may not " + step + " it: " + Reason.of(cause),
          "Grant the job's user or role the right to " + step + " it, or correct its keys");
    }
    if (Reason.isCausedBy(cause, "AWSRedirectException")) {
      return Finding.error(
          what,
          "the bucket is in another region: " + Reason.of(cause),
          "Set s3.endpoint.region to the bucket's region");
    }
    if (Reason.isCausedBy(cause, "UnknownStoreException")) {
      return Finding.error(
          what, "there is no such bucket: " + Reason.of(cause), "Create it, or correct the folder");
    }
    String remedy =
        cause instanceof FileNotFoundException
            ? "Make it a folder that can be written"
            : "Make room and see that it is a folder that can be written";
    return Finding.error(what, "cannot " + step + " it: " + Reason.of(cause), remedy);
  }
}
