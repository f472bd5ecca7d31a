package io.pinflow.schema;

/**
 * Removes a prefix, as often as it stands at the start: removing it once would change a clean value
 * that begins with it when it is cleaned again.
 */
final class PrefixRule extends TextRule {
  private final String prefix;

  PrefixRule(int index, String id, String prefix) {
    super(index, id, "the prefix `" + prefix + "` (with its space) is removed, also when repeated");
    this.prefix = prefix;
  }

  @Override
  boolean matches(String text) {
    return text.startsWith(prefix);
  }

  @Override
  String replace(String text) {
    int start = prefix.length();
    while (text.startsWith(prefix, start)) {
      start += prefix.length();
    }
    return text.substring(start);
  }
}
