package io.pinflow.emulator.generator;

/** A distribution given by some of its quantiles, straight between them. */
final class Quantiles {

  private final double[] probabilities;
  private final double[] values;

  private Quantiles(double[] probabilities, double[] values) {
    this.probabilities = probabilities;
    this.values = values;
  }

  /** Pairs of a probability and the value below which that share lies, from 0 to 1. */
  static Quantiles of(double... pairs) {
    double[] probabilities = new double[pairs.length / 2];
    double[] values = new double[pairs.length / 2];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = pairs[2 * i];
      values[i] = pairs[2 * i + 1];
    }
    return new Quantiles(probabilities, values);
  }

  int draw(SplitMix random) {
    double probability = random.nextDouble();
    int upper = 1;
    while (probabilities[upper] < probability) {
      upper++;
    }
    double share =
        (probability - probabilities[upper - 1])
            / (probabilities[upper] - probabilities[upper - 1]);
    return (int) Math.round(values[upper - 1] + share * (values[upper] - values[upper - 1]));
  }
}
