package io.pinflow.emulator.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Writes titles, descriptions and tags: made-up words in the lengths of the real set, with its
 * share of characters outside ASCII, quotation marks, line breaks and white space at the ends.
 * Everything is written as it stands between the quotation marks of a JSON string.
 */
final class TextWriter {

  private static final Quantiles TITLE_LENGTH =
      Quantiles.of(
          0, 4, 0.02, 10, 0.1, 21, 0.25, 34, 0.5, 50, 0.75, 64, 0.9, 78, 0.98, 110, 1, 150);
  private static final Quantiles DESCRIPTION_LENGTH =
      Quantiles.of(
          0, 4, 0.02, 14, 0.1, 40, 0.25, 78, 0.5, 127, 0.75, 148, 0.9, 156, 0.98, 174, 1, 180);

  /** The source cuts a long description here and marks the cut with an ellipsis. */
  private static final int CUT_LENGTH = 178;

  private static final byte[] CUT = "…\u00a0".getBytes(UTF_8);
  private static final byte[] QUOTE = "\\\"".getBytes(UTF_8);
  private static final byte[] LINE_BREAK = "\\n".getBytes(UTF_8);
  private static final int TAGS = 9;

  private final Vocabulary vocabulary;

  TextWriter(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  void title(JsonText json, Category category, SplitMix random) {
    if (random.chance(1.0 / 3306)) {
      return;
    }
    int target = TITLE_LENGTH.draw(random);
    double special = random.nextDouble() * 3280;
    boolean quoted = random.chance(37.0 / 3306);
    int characters = 0;
    int words = 0;
    do {
      Word word = titleWord(words, special, category, random);
      if (words > 0) {
        json.raw(' ');
      }
      if (quoted && words == 1) {
        json.raw(QUOTE).raw(word.capital()).raw(QUOTE);
      } else {
        json.raw(word.capital());
      }
      characters += word.characters() + 1;
      words++;
    } while (characters + 3 < target);
    if (random.chance(6.0 / 3306)) {
      json.raw(LINE_BREAK).raw(vocabulary.common(random).capital());
    } else if (random.chance(4.0 / 3306)) {
      json.raw(' ');
    }
  }

  /** The first word carries what is special, so that short titles have it too. */
  private Word titleWord(int place, double special, Category category, SplitMix random) {
    if (place == 0 && special < 38) {
      return vocabulary.emoji(random);
    }
    if (special >= 38 && special < 70) {
      return vocabulary.foreign(random);
    }
    if (place == 0 && special >= 70 && special < 337) {
      return vocabulary.accented(random);
    }
    double choice = random.nextDouble();
    return choice < 0.2
        ? vocabulary.linking(random)
        : choice < 0.6 ? category.word(random) : vocabulary.common(random);
  }

  void description(JsonText json, Category category, SplitMix random) {
    boolean cut = random.chance(1194.0 / 3000);
    int target = cut ? CUT_LENGTH - 1 : DESCRIPTION_LENGTH.draw(random);
    // Of the descriptions that are not cut, 224 of 1,806 hold something outside ASCII.
    double special = cut ? 224 + random.nextDouble() * 3000 : random.nextDouble() * 1806;
    boolean quoted = random.chance(75.0 / 3000);
    int sentence = 8 + random.nextInt(7);
    int characters = 0;
    int words = 0;
    while (true) {
      Word word = descriptionWord(words, special, category, random);
      boolean first = words % sentence == 0;
      if (words > 0 && characters + word.characters() + 2 > target) {
        break;
      }
      if (words > 0) {
        if (first) {
          json.raw('.');
          characters++;
        }
        json.raw(' ');
        characters++;
      }
      boolean quote = quoted && words == 2;
      if (quote) {
        json.raw(QUOTE);
      }
      json.raw(first ? word.capital() : word.plain());
      if (quote) {
        json.raw(QUOTE);
      }
      characters += word.characters();
      words++;
    }
    if (cut) {
      json.raw(CUT);
    } else if (!random.chance(0.3)) {
      json.raw('.');
    }
  }

  private Word descriptionWord(int place, double special, Category category, SplitMix random) {
    if (place == 0 && (special < 12 || special > 3204)) {
      return vocabulary.emoji(random);
    }
    if (special >= 12 && special < 34) {
      return vocabulary.foreign(random);
    }
    if (place == 0 && special >= 34 && special < 224) {
      return vocabulary.accented(random);
    }
    double choice = random.nextDouble();
    return choice < 0.5
        ? vocabulary.linking(random)
        : choice < 0.78 ? category.word(random) : vocabulary.common(random);
  }

  void tags(JsonText json, Category category, SplitMix random) {
    boolean accented = random.chance(27.0 / 3253);
    for (int tag = 0; tag < TAGS; tag++) {
      if (tag > 0) {
        json.raw(',');
      }
      double length = random.nextDouble();
      int words = length < 0.04 ? 1 : length < 0.64 ? 2 : length < 0.91 ? 3 : 4;
      for (int i = 0; i < words; i++) {
        Word word =
            accented && tag == 0 && i == 0
                ? vocabulary.accented(random)
                : random.chance(0.55) ? category.word(random) : vocabulary.common(random);
        if (i > 0) {
          json.raw(' ');
        }
        json.raw(word.capital());
      }
    }
  }
}
