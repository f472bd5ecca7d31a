package io.pinflow.emulator.generator;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Follower counts in the forms in which they are shown: {@code 45k}, {@code 159}, {@code 2M}. */
final class FollowerCounts {

  private static final int THOUSANDS = 0;
  private static final int PLAIN = 1;

  private static final int[] WEIGHTS = {2435, 578, 267};

  private static final Quantiles THOUSANDS_VALUES =
      Quantiles.of(
          0, 1, 0.1, 4, 0.2, 7, 0.3, 15, 0.4, 27, 0.5, 45, 0.6, 76, 0.7, 135, 0.8, 266, 0.9, 565, 1,
          991);
  private static final Quantiles PLAIN_VALUES =
      Quantiles.of(
          0, 0, 0.1, 5, 0.2, 19, 0.3, 40, 0.4, 84, 0.5, 159, 0.6, 216, 0.7, 342, 0.8, 509, 0.9, 777,
          1, 972);
  private static final Quantiles MILLIONS_VALUES =
      Quantiles.of(0, 0.6, 0.19, 1.4, 0.61, 2.4, 0.71, 4.4, 0.93, 5.4, 0.94, 6.4, 0.98, 8.4, 1, 15);

  private FollowerCounts() {}

  /** How many posts of the real set show each form. */
  static int[] weights() {
    return WEIGHTS.clone();
  }

  static byte[] draw(int form, SplitMix random) {
    String text =
        switch (form) {
          case THOUSANDS -> THOUSANDS_VALUES.draw(random) + "k";
          case PLAIN -> Integer.toString(PLAIN_VALUES.draw(random));
          default -> MILLIONS_VALUES.draw(random) + "M";
        };
    return text.getBytes(US_ASCII);
  }
}
