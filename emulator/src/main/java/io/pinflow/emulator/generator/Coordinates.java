package io.pinflow.emulator.generator;

/** Writes degrees with six significant digits, as the real set's come. */
final class Coordinates {

  private static final long ONE = 10_000_000;

  private Coordinates() {}

  static void write(JsonText json, double degrees) {
    long magnitude = Math.round(Math.abs(degrees) * ONE);
    long unit = unit(magnitude);
    long rounded = (magnitude + unit / 2) / unit * unit;
    if (degrees < 0 && rounded > 0) {
      json.raw('-');
    }
    json.number(rounded / ONE).raw('.');
    long fraction = rounded % ONE;
    long place = ONE / 10;
    do {
      json.raw((char) ('0' + fraction / place % 10));
      fraction %= place;
      place /= 10;
    } while (fraction > 0);
  }

  /** The weight of the last of six significant digits. */
  private static long unit(long magnitude) {
    long unit = 1;
    for (long limit = ONE / 10; magnitude >= limit && unit < ONE; limit *= 10) {
      unit *= 10;
    }
    return unit;
  }
}
