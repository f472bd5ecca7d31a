package io.pinflow.schema;

/** Turns one exact text, which a source writes in place of a missing value, into null. */
final class JunkRule extends TextRule {
  private final String junk;

  JunkRule(int index, String id, String junk) {
    super(index, id, "exactly `" + junk + "` becomes null");
    this.junk = junk;
  }

  @Override
  boolean matches(String text) {
    return text.equals(junk);
  }

  @Override
  String replace(String text) {
    return null;
  }
}
