package io.pinflow.local.command;

/**
 * Runs an action if a command does not get to its end: it fails, is interrupted with Ctrl-C, or is
 * told to end. A command that has done its work releases the guard.
 */
final class ShutdownGuard implements AutoCloseable {

  private final Runnable action;
  private final Thread hook;
  private boolean pending = true;

  private ShutdownGuard(Runnable action) {
    this.action = action;
    this.hook = new Thread(this::runOnce, "pinflow-shutdown");
  }

  static ShutdownGuard install(Runnable action) {
    ShutdownGuard guard = new ShutdownGuard(action);
    Runtime.getRuntime().addShutdownHook(guard.hook);
    return guard;
  }

  synchronized void release() {
    pending = false;
  }

  /**
   * Whether this process is ending, so that failures of what it was doing are of no interest any
   * more.
   */
  static boolean isShuttingDown() {
    Thread probe = new Thread(() -> {}, "pinflow-probe");
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      Runtime.getRuntime().removeShutdownHook(probe);
      return false;
    } catch (IllegalStateException shuttingDown) {
      return true;
    }
  }

  /**
   * Whoever comes second waits for the first to be done: the process must not end in the middle of
   * the action.
   */
  private synchronized void runOnce() {
    if (pending) {
      pending = false;
      action.run();
    }
  }

  @Override
  public void close() {
    runOnce();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook runs already and finds nothing left to do, or is the one doing it.
      return;
    }
  }
}
