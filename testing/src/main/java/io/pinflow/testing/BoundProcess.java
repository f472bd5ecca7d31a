package io.pinflow.testing;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main class, and ends the process when the process that started it ends, even by a
 * kill: the standard input, which the parent holds open, then reads as ended.
 */
public final class BoundProcess {

  private BoundProcess() {}

  /**
   * Entry point.
   *
   * @param arguments the main class to run and its arguments
   */
  public static void main(String[] arguments) throws Throwable {
    Thread watch = new Thread(BoundProcess::haltWhenParentEnds, "parent-watch");
    watch.setDaemon(true);
    watch.start();
    try {
      Class.forName(arguments[0])
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void haltWhenParentEnds() {
    try {
      while (System.in.read() >= 0) {
        // The parent writes nothing: only the end of the stream matters.
      }
    } catch (IOException e) {
      // A broken pipe means the same as its end.
    }
    Runtime.getRuntime().halt(137);
  }
}
