package io.pinflow.schema;

/**
 * One cleaning rule: something which turns a wire value into another table value, or which keeps it
 * out of its column. The id is stable; counters, documentation and {@code explain} use it.
 */
public class Rule {
  private final int index;
  private final String id;
  private final String effect;

  Rule(int index, String id, String effect) {
    this.index = index;
    this.id = id;
    this.effect = effect;
  }

  /** The place of the rule in {@link CleanRow#firedRules()}: bit 0 to 63. */
  public final int index() {
    return index;
  }

  /** The stable id, such as {@code title.no-data}. */
  public final String id() {
    return id;
  }

  /** What the rule does, as one line of Markdown. */
  public final String effect() {
    return effect;
  }

  final long bit() {
    return 1L << index;
  }

  @Override
  public final String toString() {
    return id;
  }
}
