package io.pinflow.emulator.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A word ready to be written: its UTF-8 bytes, plain and with a capital, and its characters. */
final class Word {

  private final byte[] plain;
  private final byte[] capital;
  private final int characters;

  Word(String word) {
    this.plain = word.getBytes(UTF_8);
    this.capital = capitalize(word).getBytes(UTF_8);
    this.characters = word.codePointCount(0, word.length());
  }

  byte[] plain() {
    return plain;
  }

  byte[] capital() {
    return capital;
  }

  int characters() {
    return characters;
  }

  private static String capitalize(String word) {
    int first = word.codePointAt(0);
    return new StringBuilder()
        .appendCodePoint(Character.toTitleCase(first))
        .append(word, Character.charCount(first), word.length())
        .toString();
  }
}
