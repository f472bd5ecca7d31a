package io.pinflow.jobs.sql;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is to be done with a statement, by its first words. */
enum StatementKind {
  /** Sets a property of the session. */
  SETTING,
  /** Changes what the session knows or a catalog holds, at once. */
  DEFINITION,
  /** Part of the job. */
  INSERT,
  /** Some statements which are part of the job. */
  INSERTS,
  /** Marks a group of INSERT statements, which all are in one anyway. */
  MARK,
  /** Returns rows. */
  QUERY,
  /** Defines a table and fills it by a job of its own. */
  FILLING_DEFINITION,
  /** Nothing a script can have here. */
  OTHER;

  private static final Pattern WORD = Pattern.compile("\\w+");
  private static final Pattern FILLING =
      Pattern.compile(
          "(CREATE|CREATE\\s+OR\\s+REPLACE|REPLACE)\\s+(TEMPORARY\\s+)?TABLE\\b.*\\bAS\\s+(SELECT|WITH)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Map<String, StatementKind> BY_FIRST_WORD =
      Map.ofEntries(
          Map.entry("SET", SETTING),
          Map.entry("CREATE", DEFINITION),
          Map.entry("DROP", DEFINITION),
          Map.entry("ALTER", DEFINITION),
          Map.entry("USE", DEFINITION),
          Map.entry("LOAD", DEFINITION),
          Map.entry("UNLOAD", DEFINITION),
          Map.entry("INSERT", INSERT),
          Map.entry("EXECUTE", INSERTS),
          Map.entry("BEGIN", MARK),
          Map.entry("END", MARK),
          Map.entry("SELECT", QUERY),
          Map.entry("WITH", QUERY),
          Map.entry("VALUES", QUERY),
          Map.entry("TABLE", QUERY),
          Map.entry("SHOW", QUERY),
          Map.entry("DESCRIBE", QUERY),
          Map.entry("DESC", QUERY),
          Map.entry("EXPLAIN", QUERY));

  static StatementKind of(String text) {
    if (FILLING.matcher(text).matches()) {
      return FILLING_DEFINITION;
    }
    Matcher word = WORD.matcher(text);
    if (!word.lookingAt()) {
      return text.startsWith("(") ? QUERY : OTHER;
    }
    return BY_FIRST_WORD.getOrDefault(word.group().toUpperCase(Locale.ROOT), OTHER);
  }
}
