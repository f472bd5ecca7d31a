package io.pinflow.local.report;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;

/**
 * Every error the command line shows. Each names the place and the value, says why it is wrong and
 * what to do; {@link LocalException#exitCode()} is 2 where the request itself cannot be met and 1
 * where running it failed.
 */
public final class LocalErrors {

  private LocalErrors() {}

  public static LocalException missingFolder(String option, Path folder) {
    return usage("%s: %s is not a folder; give an existing one", option, folder);
  }

  public static LocalException missingFile(String option, Path file) {
    return usage("%s: %s is not a readable file; check the path", option, file);
  }

  public static LocalException outOfRange(String option, Object value, String wanted) {
    return usage("%s: %s is out of range; give %s", option, value, wanted);
  }

  public static LocalException homeUnusable(Path home, Throwable cause) {
    return new LocalException(
        LocalException.USAGE,
        String.format(
            "--home: %s cannot be used (%s); give a folder that can be written",
            home, reason(cause)),
        cause);
  }

  public static LocalException homeInUse(Path home, String holder) {
    return usage("--home: %s is in use by %s; wait for it or give another --home", home, holder);
  }

  public static LocalException portTaken(String option, int port) {
    return usage(
        "%s: port %d is taken by another process; free it or give another port", option, port);
  }

  public static LocalException notUp(Path home) {
    return usage("the stack of %s is not up; start it with: pinflow up --home %s", home, home);
  }

  public static LocalException unknownJob(String job, String known) {
    return usage("there is no job '%s'; known jobs: %s", job, known);
  }

  public static LocalException alreadyRunning(String job, String jobId) {
    return usage(
        "submit: job '%s' is already running as %s; cancel that one in the Web UI or take the stack down first",
        job, jobId);
  }

  public static LocalException notRunning(String job) {
    return usage("stop: job '%s' is not running; look at: pinflow status", job);
  }

  public static LocalException notBuilt(Path expected) {
    return usage("%s is missing; run the launcher ./pinflow, which builds what it needs", expected);
  }

  public static LocalException javaTooOld(String found) {
    return usage("Java %s is too old; install JDK 17 or newer and point JAVA_HOME to it", found);
  }

  public static LocalException partStopped(String part, String lastLine, Path log) {
    return failed("%s stopped while starting%s; see %s", part, quoted(lastLine), log);
  }

  public static LocalException partNotReady(
      String part, Duration waited, String lastProblem, Path log) {
    return failed(
        "%s was not ready after %d s%s; see %s",
        part, waited.toSeconds(), quoted(lastProblem), log);
  }

  public static LocalException partDown(String part, Path log) {
    return failed("%s is down; see %s, and restart it with: pinflow up", part, log);
  }

  public static LocalException noPrometheus(String reason) {
    return usage(
        "Prometheus is not on the PATH, and Debian's package of it cannot be fetched (%s); install Prometheus",
        reason);
  }

  public static LocalException processFailed(String what, int exitCode, String lastLine, Path log) {
    return failed("%s failed (exit code %d)%s; see %s", what, exitCode, quoted(lastLine), log);
  }

  public static LocalException requestFailed(String what, String reason) {
    return new LocalException(LocalException.FAILED, what + " failed: " + reason, reason, null);
  }

  public static LocalException refused(String server, int status, String path, String reason) {
    return new LocalException(
        LocalException.FAILED,
        String.format("%s refused %s (HTTP %d): %s", server, path, status, reason),
        reason,
        null);
  }

  public static LocalException requestFailed(String what, Throwable cause) {
    return new LocalException(
        LocalException.FAILED, String.format("%s failed: %s", what, reason(cause)), cause);
  }

  public static LocalException jobEnded(String job, String state, String rootCause, Path logs) {
    return failed("job '%s' is %s%s; see %s", job, state, quoted(rootCause), logs);
  }

  /** A step of the daily run, with the job's own reason. */
  public static LocalException stepFailed(String step, String job, LocalDate day, String reason) {
    return failed("the step '%s' (%s) of %s has failed: %s", step, job, day, reason);
  }

  public static LocalException statementFailed(String place, String reason) {
    return failed("%s: %s", place, reason);
  }

  public static LocalException noResult(Path file) {
    return usage(
        "--out: %s holds no statement that returns rows; leave --out away or add a SELECT", file);
  }

  public static LocalException postingFailed(String reason) {
    return failed("posting failed: %s", reason);
  }

  /** Posts that cannot be had as asked. */
  public static LocalException postsUnusable(String reason) {
    return usage("%s", reason);
  }

  public static LocalException onlyWith(String option, String other) {
    return usage("%s has no effect without %s; give both or neither", option, other);
  }

  /** A process of the stack's which could not do what it was asked to, and why. */
  public static LocalException impossible(String what, String reason) {
    return usage("%s: %s", what, reason);
  }

  public static LocalException exclusive(String one, String other) {
    return usage("%s and %s exclude each other; give one of them", one, other);
  }

  public static LocalException unaccounted(String what) {
    return failed("not every record is accounted for: %s", what);
  }

  /** A fault that was mended, from which the pipeline has not recovered. */
  public static LocalException notRecovered(Duration waited, String missing) {
    return failed(
        "the jobs have not recovered within %d s after the fault was mended: %s; the stack's logs tell why",
        waited.toSeconds(), missing);
  }

  public static LocalException stillRunning(String what) {
    return failed("could not end %s; end it by hand and run: pinflow down", what);
  }

  public static LocalException interrupted(String what) {
    return failed("interrupted while %s", what);
  }

  public static LocalException io(String what, Throwable cause) {
    return new LocalException(
        LocalException.FAILED, String.format("%s: %s", what, reason(cause)), cause);
  }

  /** The innermost message that says something, on one line. */
  public static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    String name = cause.getClass().getSimpleName();
    return message == null || message.isBlank()
        ? name
        : name + ": " + message.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static String quoted(String detail) {
    return detail == null || detail.isBlank() ? "" : ": " + detail.strip();
  }

  private static LocalException usage(String format, Object... args) {
    return new LocalException(LocalException.USAGE, String.format(format, args), null);
  }

  private static LocalException failed(String format, Object... args) {
    return new LocalException(LocalException.FAILED, String.format(format, args), null);
  }
}
