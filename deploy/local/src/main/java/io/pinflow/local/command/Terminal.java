package io.pinflow.local.command;

import io.pinflow.local.report.Progress;

/**
 * How this run talks to its user: results go to the standard output, progress and errors to the
 * error stream.
 */
final class Terminal {

  private Terminal() {}

  /**
   * The launcher tells whether the error stream is a terminal, which Java cannot see for one stream
   * alone.
   */
  static boolean interactive() {
    return Boolean.getBoolean("pinflow.terminal");
  }

  static Progress progress() {
    return new Progress(System.err, interactive());
  }
}
