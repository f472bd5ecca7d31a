package io.pinflow.emulator.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** A category of pins: its name, its share of the real set and its words. */
final class Category {

  private final byte[] name;
  private final int weight;
  private final Word[] words;

  private Category(byte[] name, int weight, Word[] words) {
    this.name = name;
    this.weight = weight;
    this.words = words;
  }

  static List<Category> load() {
    return Resources.rows("categories.tsv").stream()
        .map(
            row ->
                new Category(
                    row[0].getBytes(UTF_8), Integer.parseInt(row[1]), Vocabulary.words(row[2])))
        .toList();
  }

  byte[] name() {
    return name;
  }

  int weight() {
    return weight;
  }

  Word word(SplitMix random) {
    return words[random.nextInt(words.length)];
  }
}
