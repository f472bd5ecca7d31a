package io.pinflow.delta.source.newest;

import io.pinflow.delta.kernel.DeltaErrors;
import io.pinflow.delta.kernel.DeltaException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;

/**
 * Which row of those with the same key is the newest: the one with the latest time; of several such
 * the one with the greatest text, or length of a text, of further columns. NULL is a key like
 * others, and less than every value. What {@code ROW_NUMBER() OVER (PARTITION BY key ORDER BY time
 * DESC, ...) = 1} says in SQL. Immutable.
 */
@Internal
public final class NewestRule implements Serializable {

  private static final long serialVersionUID = 1L;

  /** A column by which rows of one key and time are told apart. */
  static final class TieBreak implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String column;
    private final boolean byLength;

    private TieBreak(String column, boolean byLength) {
      this.column = column;
      this.byLength = byLength;
    }

    String column() {
      return column;
    }

    /** Whether the number of characters is compared instead of the text. */
    boolean byLength() {
      return byLength;
    }
  }

  private static final Pattern LENGTH =
      Pattern.compile("CHAR_LENGTH\\s*\\(\\s*(.+?)\\s*\\)", Pattern.CASE_INSENSITIVE);

  private final String key;
  private final String time;
  private final ArrayList<TieBreak> tieBreaks;

  private NewestRule(String key, String time, List<TieBreak> tieBreaks) {
    this.key = key;
    this.time = time;
    this.tieBreaks = new ArrayList<>(tieBreaks);
  }

  /**
   * Reads the rule from options.
   *
   * @param perKey the option with the key's name, for errors
   * @param byKey the option with the order's name, for errors
   * @param key an INT column
   * @param order a TIMESTAMP or TIMESTAMP_LTZ column, then any number of STRING columns or {@code
   *     CHAR_LENGTH(column)}, with commas between
   * @param table all columns
   * @throws DeltaException if a column is not there or has another type
   */
  public static NewestRule of(
      String perKey, String key, String byKey, String order, RowType table) {
    require(perKey, key, key, table, "an INT", LogicalTypeRoot.INTEGER);
    String[] parts = order.split(",", -1);
    String time = parts[0].trim();
    require(
        byKey,
        order,
        time,
        table,
        "a TIMESTAMP or TIMESTAMP_LTZ",
        LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE,
        LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
    List<TieBreak> tieBreaks = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      Matcher length = LENGTH.matcher(parts[i].trim());
      boolean byLength = length.matches();
      String column = byLength ? length.group(1) : parts[i].trim();
      require(byKey, order, column, table, "a STRING", LogicalTypeRoot.VARCHAR);
      tieBreaks.add(new TieBreak(column, byLength));
    }
    return new NewestRule(key, time, tieBreaks);
  }

  private static void require(
      String option,
      String value,
      String column,
      RowType table,
      String wanted,
      LogicalTypeRoot... roots) {
    int index = table.getFieldIndex(column);
    if (index < 0) {
      throw DeltaErrors.invalidOption(
          option,
          value,
          String.format(
              "there is no column '%s'; the columns are %s.", column, table.getFieldNames()));
    }
    LogicalType type = table.getTypeAt(index);
    if (!type.isAnyOf(roots)) {
      throw DeltaErrors.invalidOption(
          option,
          value,
          String.format(
              "the column '%s' is %s and must be %s here. Use ROW_NUMBER() in the query instead.",
              column, type.asSummaryString(), wanted));
    }
  }

  /** What identifies a row's place among the versions, tie-breaks left out. */
  List<String> keyAndTime() {
    return List.of(key, time);
  }

  List<TieBreak> tieBreaks() {
    return tieBreaks;
  }

  /** The whole rule: of two rules with the same text the same rows are the newest. */
  @Override
  public String toString() {
    return "newest per "
        + key
        + " by "
        + time
        + tieBreaks.stream()
            .map(by -> by.byLength() ? ", CHAR_LENGTH(" + by.column() + ")" : ", " + by.column())
            .collect(Collectors.joining());
  }

  /** The columns of the tie-breaks, each once. */
  List<String> tieColumns() {
    return tieBreaks.stream().map(TieBreak::column).distinct().collect(Collectors.toList());
  }
}
