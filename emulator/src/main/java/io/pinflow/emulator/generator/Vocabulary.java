package io.pinflow.emulator.generator;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The words of which texts are made. */
final class Vocabulary {

  private final Word[] linking;
  private final Word[] common;
  private final Word[] brand;
  private final Word[] suffix;
  private final Word[] accented;
  private final Word[] foreign;
  private final Word[] emoji;

  private Vocabulary(Map<String, Word[]> words) {
    this.linking = words.get("linking");
    this.common = words.get("common");
    this.brand = words.get("brand");
    this.suffix = words.get("suffix");
    this.accented = words.get("accented");
    this.foreign = words.get("foreign");
    this.emoji = words.get("emoji");
  }

  static Vocabulary load() {
    List<String[]> rows = Resources.rows("words.tsv");
    return new Vocabulary(
        rows.stream().collect(Collectors.toMap(row -> row[0], row -> words(row[1]))));
  }

  static Word[] words(String separatedBySpaces) {
    return Arrays.stream(separatedBySpaces.split(" ")).map(Word::new).toArray(Word[]::new);
  }

  Word linking(SplitMix random) {
    return linking[random.nextInt(linking.length)];
  }

  Word common(SplitMix random) {
    return common[random.nextInt(common.length)];
  }

  Word suffix(SplitMix random) {
    return suffix[random.nextInt(suffix.length)];
  }

  /** A word with a character outside ASCII, but within the basic multilingual plane. */
  Word accented(SplitMix random) {
    return accented[random.nextInt(accented.length)];
  }

  /** A word of another language, mostly in another script. */
  Word foreign(SplitMix random) {
    return foreign[random.nextInt(foreign.length)];
  }

  /** A character of four UTF-8 bytes. */
  Word emoji(SplitMix random) {
    return emoji[random.nextInt(emoji.length)];
  }

  int brands() {
    return brand.length;
  }

  Word brand(int index) {
    return brand[index];
  }
}
