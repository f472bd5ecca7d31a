package io.pinflow.emulator.error;

/** A problem the user can fix. Its message names what is wrong and what to do, and stands alone. */
public final class EmulatorException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EmulatorException(String message) {
    super(message);
  }

  EmulatorException(String message, Throwable cause) {
    super(message, cause);
  }
}
