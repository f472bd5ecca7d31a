package io.pinflow.local;

import io.pinflow.local.command.Pinflow;

/** The command line. Exit codes: 0 done, 1 failed, 2 asked for something that cannot be done. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    // Threads of libraries must not keep a finished command alive.
    System.exit(Pinflow.commandLine().execute(args));
  }
}
