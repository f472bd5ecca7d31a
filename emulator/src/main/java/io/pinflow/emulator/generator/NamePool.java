package io.pinflow.emulator.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Supplier;
import net.datafaker.Faker;

/**
 * First and last names, in alphabetical order. The pools are about as large as the real set's and
 * do not depend on a run's seed.
 */
final class NamePool {

  private static final int FIRST_NAMES = 690;
  private static final int LAST_NAMES = 1000;

  /** Enough to meet nearly every name the library knows, should it know fewer than wanted. */
  private static final int DRAWS = 6000;

  private final byte[][] firstNames;
  private final byte[][] lastNames;

  private NamePool(byte[][] firstNames, byte[][] lastNames) {
    this.firstNames = firstNames;
    this.lastNames = lastNames;
  }

  static NamePool load() {
    Faker faker = new Faker(Locale.ENGLISH, new Random(Stream.NAMES));
    return new NamePool(
        distinct(() -> faker.name().firstName(), FIRST_NAMES),
        distinct(() -> faker.name().lastName(), LAST_NAMES));
  }

  byte[] firstName(double place) {
    return firstNames[(int) (place * firstNames.length)];
  }

  byte[] lastName(double place) {
    return lastNames[(int) (place * lastNames.length)];
  }

  private static byte[][] distinct(Supplier<String> names, int most) {
    TreeSet<String> distinct = new TreeSet<>();
    for (int draw = 0; draw < DRAWS && distinct.size() < most; draw++) {
      distinct.add(names.get());
    }
    return distinct.stream().map(name -> name.getBytes(UTF_8)).toArray(byte[][]::new);
  }
}
