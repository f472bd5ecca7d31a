package io.pinflow.schema;

/** Turns a {@link BlankText} into null. */
final class BlankRule extends TextRule {
  BlankRule(int index, String id, String effect) {
    super(index, id, effect);
  }

  @Override
  boolean matches(String text) {
    return BlankText.isBlank(text);
  }

  @Override
  String replace(String text) {
    return null;
  }
}
