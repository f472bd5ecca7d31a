package io.pinflow.emulator;

/**
 * Told how a run goes on. Both methods are called by one thread at a time, the first one about five
 * times a second. They must not throw.
 */
public interface ProgressListener {

  /** A listener for nobody. */
  ProgressListener NONE = progress -> {};

  void advanced(Progress progress);

  /** Called once, after the last record has its outcome. */
  default void finished(EmulatorReport report) {}
}
