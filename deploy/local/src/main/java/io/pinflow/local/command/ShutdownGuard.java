package io.pinflow.local.command;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs an action if a command does not get to its end: it fails, is interrupted with Ctrl-C, or is
 * told to end. A command that has done its work releases the guard.
 */
final class ShutdownGuard implements AutoCloseable {

  private final AtomicBoolean pending = new AtomicBoolean(true);
  private final Runnable action;
  private final Thread hook;

  private ShutdownGuard(Runnable action) {
    this.action = action;
    this.hook = new Thread(this::runOnce, "pinflow-shutdown");
  }

  static ShutdownGuard install(Runnable action) {
    ShutdownGuard guard = new ShutdownGuard(action);
    Runtime.getRuntime().addShutdownHook(guard.hook);
    return guard;
  }

  void release() {
    pending.set(false);
  }

  private void runOnce() {
    if (pending.compareAndSet(true, false)) {
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
