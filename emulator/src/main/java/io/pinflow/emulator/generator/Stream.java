package io.pinflow.emulator.generator;

/** The independent sources of randomness of a seed. The numbers are part of what a seed means. */
final class Stream {

  static final long POST = 1;
  static final long ENTRY = 2;
  static final long PERSON = 3;
  static final long POPULATION = 4;
  static final long NAMES = 5;

  private Stream() {}
}
