package io.pinflow.schema;

/** A rule which needs no more than the text itself. */
abstract class TextRule extends Rule {
  TextRule(int index, String id, String effect) {
    super(index, id, effect);
  }

  /** Whether the rule fires for a text, which is not null. */
  abstract boolean matches(String text);

  /** What a text that matches becomes; null for nothing. */
  abstract String replace(String text);
}
