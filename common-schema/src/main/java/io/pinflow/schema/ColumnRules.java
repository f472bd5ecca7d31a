package io.pinflow.schema;

import java.util.List;
import java.util.Objects;

/**
 * How one column comes about: the wire fields it is read from and the rules they pass, in order.
 */
public final class ColumnRules {
  private final String column;
  private final List<String> wireFields;
  private final boolean required;
  private final String accepts;
  private final List<Rule> rules;

  private ColumnRules(
      String column, List<String> wireFields, boolean required, String accepts, List<Rule> rules) {
    this.column = column;
    this.wireFields = wireFields;
    this.required = required;
    this.accepts = Objects.requireNonNull(accepts, "accepts");
    this.rules = rules;
  }

  static ColumnRules required(
      String column, List<String> wireFields, String accepts, Rule... rules) {
    return new ColumnRules(column, wireFields, true, accepts, List.of(rules));
  }

  static ColumnRules optional(
      String column, List<String> wireFields, String accepts, Rule... rules) {
    return new ColumnRules(column, wireFields, false, accepts, List.of(rules));
  }

  /** The table's column, or null for a field which is validated but not stored. */
  public String column() {
    return column;
  }

  /** The fields on the wire; empty for {@code rescued}, which takes any other. */
  public List<String> wireFields() {
    return wireFields;
  }

  /** Whether a record without a valid value is quarantined. */
  public boolean isRequired() {
    return required;
  }

  /** The JSON values the fields may have, as Markdown. */
  public String accepts() {
    return accepts;
  }

  /** The rules in the order in which they apply; unmodifiable. */
  public List<Rule> rules() {
    return rules;
  }

  TextRule[] textRules() {
    return rules.stream().filter(TextRule.class::isInstance).toArray(TextRule[]::new);
  }
}
