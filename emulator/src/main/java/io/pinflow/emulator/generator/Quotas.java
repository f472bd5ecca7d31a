package io.pinflow.emulator.generator;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Gives every group one of several values so that the groups' sizes add up to the values' quotas,
 * as well as whole groups allow. With many small groups that is exact.
 */
final class Quotas {

  private Quotas() {}

  /** The quotas of a total in the proportion of weights; they add up to the total exactly. */
  static int[] of(int total, int[] weights) {
    long all = IntStream.of(weights).asLongStream().sum();
    int[] quotas = new int[weights.length];
    long weightSoFar = 0;
    long given = 0;
    for (int i = 0; i < weights.length; i++) {
      weightSoFar += weights[i];
      long upTo = total * weightSoFar / all;
      quotas[i] = (int) (upTo - given);
      given = upTo;
    }
    return quotas;
  }

  /** The value of each group. Large groups choose first, among the values with room for them. */
  static short[] assign(int[] groupSizes, int[] quotas, SplitMix random) {
    int[] left = quotas.clone();
    short[] values = new short[groupSizes.length];
    Integer[] order = IntStream.range(0, groupSizes.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingInt(group -> -groupSizes[group]));
    for (int group : order) {
      int value = choose(left, groupSizes[group], random);
      values[group] = (short) value;
      left[value] -= groupSizes[group];
    }
    return values;
  }

  private static int choose(int[] left, int size, SplitMix random) {
    long room = 0;
    for (int quota : left) {
      room += quota >= size ? quota : 0;
    }
    if (room == 0) {
      return largest(left);
    }
    long place = (long) (random.nextDouble() * room);
    for (int value = 0; value < left.length; value++) {
      if (left[value] >= size) {
        place -= left[value];
        if (place < 0) {
          return value;
        }
      }
    }
    return largest(left);
  }

  private static int largest(int[] left) {
    int largest = 0;
    for (int value = 1; value < left.length; value++) {
      if (left[value] > left[largest]) {
        largest = value;
      }
    }
    return largest;
  }
}
