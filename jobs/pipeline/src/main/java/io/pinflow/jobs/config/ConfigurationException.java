package io.pinflow.jobs.config;

import org.apache.flink.client.program.ProgramParametrizationException;

/**
 * What the user asked for cannot be done as asked. The message is all there is to say: it has no
 * stack trace, and Flink's command line prints it alone and exits with 1.
 */
public final class ConfigurationException extends ProgramParametrizationException {

  private static final long serialVersionUID = 1L;

  ConfigurationException(String message) {
    super(message);
  }

  ConfigurationException(String message, Throwable cause) {
    super(message);
    initCause(cause);
  }

  /** The message tells the user's mistake; where our code noticed it is of no use to him. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
