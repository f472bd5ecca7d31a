package io.pinflow.schema;

/** Finds halves of surrogate pairs, which a JSON escape can smuggle in and UTF-8 cannot express. */
final class Surrogates {
  private Surrogates() {}

  static boolean isLoneIn(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return true;
        }
        i++;
      }
    }
    return false;
  }
}
