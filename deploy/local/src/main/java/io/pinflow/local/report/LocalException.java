package io.pinflow.local.report;

/** A failure the user can act on: one clear line and the exit code it ends the command with. */
public final class LocalException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Bad arguments, or a machine that cannot run the stack as asked. */
  public static final int USAGE = 2;

  /** Something went wrong while running. */
  public static final int FAILED = 1;

  private final int exitCode;
  private final String reason;

  LocalException(int exitCode, String message, Throwable cause) {
    this(exitCode, message, message, cause);
  }

  LocalException(int exitCode, String message, String reason, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
    this.reason = reason;
  }

  public int exitCode() {
    return exitCode;
  }

  /** Why it failed, without what was being done: for a caller which can name that better. */
  public String reason() {
    return reason;
  }
}
