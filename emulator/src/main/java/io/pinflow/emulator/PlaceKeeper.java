package io.pinflow.emulator;

/** Whoever keeps a run's place. */
interface PlaceKeeper {

  /** Nobody. */
  PlaceKeeper NONE = () -> {};

  /**
   * Fails the run if its place can no longer be kept.
   *
   * @throws io.pinflow.emulator.error.EmulatorException if so
   */
  void check();
}
