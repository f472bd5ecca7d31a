package io.pinflow.delta.kernel;

/**
 * A problem with a table, its schema or the connector's settings which trying again cannot cure.
 *
 * <p>The message names the table, what is wrong and what to do. Made by {@link DeltaErrors} and its
 * like only.
 */
public final class DeltaException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DeltaException(String message) {
    super(message);
  }

  DeltaException(String message, Throwable cause) {
    super(message, cause);
  }
}
