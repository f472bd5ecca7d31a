package io.pinflow.emulator.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Makes poster names, a different one for every person. */
final class PosterNames {

  /** Coprime to every number of word pairs, so that multiplying by it only reorders them. */
  private static final long STRIDE = 7919;

  private static final byte[] BY = " by ".getBytes(UTF_8);
  private static final byte[] BAR = " | ".getBytes(UTF_8);
  private static final int MAX_TAGLINE_WORDS = 8;

  private final Vocabulary vocabulary;
  private final int offset;

  PosterNames(Vocabulary vocabulary, int offset) {
    this.vocabulary = vocabulary;
    this.offset = offset;
  }

  byte[] of(int person, byte[] firstName, byte[] lastName, SplitMix random) {
    JsonText name = new JsonText();
    double form = random.nextDouble();
    boolean apart = form >= 0.24;
    brand(name, person, apart);
    if (form >= 0.49 && form < 0.70) {
      name.raw(' ').raw(vocabulary.suffix(random).capital());
    } else if (form >= 0.70 && form < 0.84) {
      name.raw(BY).raw(firstName).raw(' ').raw(lastName);
    } else if (form >= 0.84) {
      name.raw(BAR);
      int words = 4 + random.nextInt(MAX_TAGLINE_WORDS - 3);
      for (int i = 0; i < words; i++) {
        name.raw(vocabulary.common(random).capital());
        if (i < words - 1) {
          name.raw(' ');
        }
      }
    }
    if (random.chance(78.0 / 3295)) {
      boolean emoji = random.chance(6.0 / 78);
      Word extra = emoji ? vocabulary.emoji(random) : vocabulary.accented(random);
      name.raw(' ').raw(extra.plain());
    } else if (random.chance(64.0 / 3295)) {
      name.raw(' ');
    }
    return name.toBytes();
  }

  /** Two words, the pair different for everyone; more people than pairs take a third word. */
  private void brand(JsonText name, int person, boolean apart) {
    int words = vocabulary.brands();
    long pairs = (long) words * words;
    long pair = (person * STRIDE + offset) % pairs;
    word(name, (int) (pair / words), false);
    word(name, (int) (pair % words), apart);
    long round = person / pairs;
    if (round > 0) {
      word(name, (int) (round - 1) % words, apart);
    }
  }

  private void word(JsonText name, int index, boolean apart) {
    if (apart) {
      name.raw(' ');
    }
    name.raw(vocabulary.brand(index).capital());
  }
}
