package io.pinflow.delta.source;

import io.pinflow.delta.source.PartitionFilter.Condition;
import io.pinflow.delta.source.ScanFilter.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a condition, by recursive descent:
 *
 * <pre>
 * or         := and (OR and)*
 * and        := term (AND term)*
 * term       := '(' or ')' | column IS [NOT] NULL | column comparison literal
 *             | column BETWEEN literal AND literal | column IN '(' literal (',' literal)* ')'
 * comparison := = | &lt;&gt; | != | &lt; | &lt;= | &gt; | &gt;=
 * literal    := [DATE | TIMESTAMP] 'text' | number | TRUE | FALSE
 * </pre>
 */
final class PartitionFilterParser {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<word>[A-Za-z_][A-Za-z_0-9]*)|`(?<name>[^`]+)`|'(?<text>(?:[^']|'')*)'"
              + "|(?<number>[+-]?[0-9]+)|(?<sign><>|!=|<=|>=|[=<>(),]))");

  private static final Map<String, Comparison> COMPARISONS =
      Map.of(
          "=", Comparison.EQUAL,
          "<", Comparison.LESS,
          "<=", Comparison.LESS_OR_EQUAL,
          ">", Comparison.GREATER,
          ">=", Comparison.GREATER_OR_EQUAL);

  private final Matcher matcher;
  private final String text;
  private int position;

  PartitionFilterParser(String text) {
    this.text = text.stripTrailing();
    this.matcher = TOKEN.matcher(this.text);
  }

  /**
   * @throws IllegalArgumentException with the place and what was expected there
   */
  Condition parse() {
    Condition condition = or();
    if (position < text.length()) {
      throw expected("AND, OR or the end");
    }
    return condition;
  }

  private Condition or() {
    Condition left = and();
    while (word("OR")) {
      Condition first = left;
      Condition second = and();
      left = columns -> ScanFilter.or(first.bind(columns), second.bind(columns));
    }
    return left;
  }

  private Condition and() {
    Condition left = term();
    while (word("AND")) {
      Condition first = left;
      Condition second = term();
      left = columns -> ScanFilter.and(first.bind(columns), second.bind(columns));
    }
    return left;
  }

  private Condition term() {
    if (sign("(")) {
      Condition inner = or();
      require(sign(")"), "')'");
      return inner;
    }
    String column = column();
    if (word("IS")) {
      return isNull(column);
    } else if (word("BETWEEN")) {
      Condition from = PartitionFilter.compare(column, Comparison.GREATER_OR_EQUAL, literal());
      require(word("AND"), "AND");
      Condition to = PartitionFilter.compare(column, Comparison.LESS_OR_EQUAL, literal());
      return columns -> ScanFilter.and(from.bind(columns), to.bind(columns));
    } else if (word("IN")) {
      return in(column);
    } else if (sign("<>") || sign("!=")) {
      SqlLiteral literal = literal();
      Condition below = PartitionFilter.compare(column, Comparison.LESS, literal);
      Condition above = PartitionFilter.compare(column, Comparison.GREATER, literal);
      return columns -> ScanFilter.or(below.bind(columns), above.bind(columns));
    }
    // The longer signs come first: one is the beginning of another.
    for (String sign : List.of("<=", ">=", "=", "<", ">")) {
      if (sign(sign)) {
        return PartitionFilter.compare(column, COMPARISONS.get(sign), literal());
      }
    }
    throw expected("a comparison");
  }

  private Condition isNull(String column) {
    boolean not = word("NOT");
    require(word("NULL"), "NULL");
    return columns -> {
      var unused = columns.typeOf(column);
      return not ? ScanFilter.isNotNull(column) : ScanFilter.isNull(column);
    };
  }

  private Condition in(String column) {
    require(sign("("), "'('");
    List<Condition> values = new ArrayList<>();
    do {
      values.add(PartitionFilter.compare(column, Comparison.EQUAL, literal()));
    } while (sign(","));
    require(sign(")"), "')'");
    return columns ->
        values.stream()
            .map(value -> value.bind(columns))
            .reduce(ScanFilter::or)
            .orElseThrow(IllegalStateException::new);
  }

  private String column() {
    if (!look()) {
      throw expected("a partition column");
    }
    String name = matcher.group("word") == null ? matcher.group("name") : matcher.group("word");
    require(name != null, "a partition column");
    position = matcher.end();
    return name;
  }

  private SqlLiteral literal() {
    boolean typed = word("DATE") || word("TIMESTAMP");
    require(look(), "a literal");
    String quoted = matcher.group("text");
    String plain = matcher.group("number");
    if (plain == null && (isWord("TRUE") || isWord("FALSE"))) {
      plain = matcher.group("word");
    }
    require(quoted != null || (plain != null && !typed), "a literal");
    position = matcher.end();
    return quoted != null
        ? new SqlLiteral(quoted.replace("''", "'"), true)
        : new SqlLiteral(plain, false);
  }

  private boolean word(String keyword) {
    boolean found = look() && isWord(keyword);
    if (found) {
      position = matcher.end();
    }
    return found;
  }

  private boolean isWord(String keyword) {
    return keyword.equalsIgnoreCase(matcher.group("word"));
  }

  private boolean sign(String sign) {
    boolean found = look() && sign.equals(matcher.group("sign"));
    if (found) {
      position = matcher.end();
    }
    return found;
  }

  /** Whether there is a token at the position; it is the matcher's match then. */
  private boolean look() {
    matcher.region(position, text.length());
    return matcher.lookingAt();
  }

  private void require(boolean met, String what) {
    if (!met) {
      throw expected(what);
    }
  }

  private IllegalArgumentException expected(String what) {
    String rest = text.substring(position).strip();
    return new IllegalArgumentException(
        "expected "
            + what
            + (rest.isEmpty() ? " at the end" : " at '" + rest + "'")
            + "; give e.g. \"day >= DATE '2026-01-01' AND country IN ('AL', 'DZ')\".");
  }
}
