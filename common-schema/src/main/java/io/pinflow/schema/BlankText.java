package io.pinflow.schema;

/**
 * What counts as blank: a text without any code point, or of only such code points as show nothing
 * by themselves: Unicode separators (among them all spaces, also the no-break ones), control
 * characters, and the three invisible spacers U+200B, U+2060 and U+FEFF.
 */
final class BlankText {
  private static final int ZERO_WIDTH_SPACE = 0x200B;
  private static final int WORD_JOINER = 0x2060;
  private static final int ZERO_WIDTH_NO_BREAK_SPACE = 0xFEFF;

  private BlankText() {}

  static boolean isBlank(String text) {
    // Every blank code point is in the basic plane, so that units are as good as code points.
    for (int i = 0; i < text.length(); i++) {
      if (!isBlank(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBlank(char c) {
    if (c > ' ' && c < 0x7F) {
      return false;
    }
    return Character.isISOControl(c)
        || Character.isSpaceChar(c)
        || c == ZERO_WIDTH_SPACE
        || c == WORD_JOINER
        || c == ZERO_WIDTH_NO_BREAK_SPACE;
  }
}
