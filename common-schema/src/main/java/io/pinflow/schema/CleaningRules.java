package io.pinflow.schema;

import java.util.List;

/**
 * The cleaning rules as data: for every column what it is read from and which rules apply. The
 * decoders take their rules from here; the documentation is written from it.
 */
public final class CleaningRules {
  private static final String TEXT = "a string";
  private static final String REQUIRED_TEXT = "a string which is not blank";
  private static final String TIMESTAMP =
      "a string: `yyyy-MM-dd HH:mm:ss`, or ISO-8601 with `T` (seconds may be left out); then"
          + " optionally a fraction of 1 to 9 digits and a zone (`Z`, `±hh`, `±hhmm`, `±hh:mm`);"
          + " UTC without a zone; years 0001 to 9999 in UTC";

  private static final ColumnRules IND =
      ColumnRules.required(
          "ind",
          List.of("index", "ind"),
          "an integer in the range of INT; where both names are given they must agree");
  private static final ColumnRules RESCUED =
      ColumnRules.optional(
          "rescued", List.of(), "any field not named above", Rules.RESCUED_UNKNOWN_FIELD);

  private static final List<ColumnRules> PIN =
      List.of(
          IND,
          pinText("unique_id"),
          pinText("title", Rules.TITLE_NO_DATA),
          pinText("description", Rules.DESCRIPTION_STORY, Rules.DESCRIPTION_NONE),
          ColumnRules.optional(
              "follower_count",
              List.of("follower_count"),
              "a string or number: digits, optionally a point and digits, in a string optionally"
                  + " `k`, `M` or `B`",
              Rules.TEXT_BLANK,
              Rules.FOLLOWER_COUNT_SUFFIX,
              Rules.FOLLOWER_COUNT_ERROR,
              Rules.FOLLOWER_COUNT_UNREADABLE),
          pinText("poster_name", Rules.POSTER_NAME_ERROR),
          pinText("tag_list", Rules.TAG_LIST_NONE),
          pinText("is_image_or_video"),
          ColumnRules.optional(
              "image_src",
              List.of("image_src", "img_src"),
              TEXT,
              Rules.TEXT_NOT_A_STRING,
              Rules.TEXT_BLANK,
              Rules.IMAGE_SRC_ERROR,
              Rules.IMAGE_SRC_ALIAS,
              Rules.IMAGE_SRC_CONFLICT),
          ColumnRules.optional(
              "save_location",
              List.of("save_location"),
              TEXT,
              Rules.TEXT_NOT_A_STRING,
              Rules.SAVE_LOCATION_PREFIX,
              Rules.TEXT_BLANK),
          pinText("category"),
          ColumnRules.optional(
              null,
              List.of("downloaded"),
              "`0`, `1`, `true` or `false`",
              Rules.DOWNLOADED_NOT_KEPT,
              Rules.DOWNLOADED_INVALID),
          RESCUED);

  private static final List<ColumnRules> GEO =
      List.of(
          IND,
          ColumnRules.required("country", List.of("country"), REQUIRED_TEXT),
          ColumnRules.required(
              "coordinates",
              List.of("latitude", "longitude"),
              "two numbers, within ±90 and ±180",
              Rules.COORDINATES_PAIR,
              Rules.COORDINATES_PRECISION),
          ColumnRules.required(
              "timestamp",
              List.of("timestamp"),
              TIMESTAMP,
              Rules.TIMESTAMP_TO_UTC,
              Rules.TIMESTAMP_SUB_MICROSECOND),
          RESCUED);

  private static final List<ColumnRules> USER =
      List.of(
          IND,
          ColumnRules.required(
              "user_name",
              List.of("first_name", "last_name"),
              "two strings which are not blank",
              Rules.USER_NAME_JOIN),
          ColumnRules.required("age", List.of("age"), "an integer, 0 to 150"),
          ColumnRules.required(
              "date_joined",
              List.of("date_joined"),
              TIMESTAMP,
              Rules.TIMESTAMP_TO_UTC,
              Rules.TIMESTAMP_SUB_MICROSECOND),
          RESCUED);

  private CleaningRules() {}

  /** The columns of a kind's table in its order, with their rules; unmodifiable. */
  public static List<ColumnRules> of(RecordKind kind) {
    switch (kind) {
      case PIN:
        return PIN;
      case GEO:
        return GEO;
      case USER:
        return USER;
    }
    throw new AssertionError(kind);
  }

  static TextRule[] textRules(RecordKind kind, String column) {
    for (ColumnRules rules : of(kind)) {
      if (column.equals(rules.column())) {
        return rules.textRules();
      }
    }
    throw new IllegalArgumentException(kind.tableName() + " has no column " + column);
  }

  private static ColumnRules pinText(String column, Rule... junk) {
    Rule[] rules = new Rule[junk.length + 2];
    rules[0] = Rules.TEXT_NOT_A_STRING;
    rules[1] = Rules.TEXT_BLANK;
    System.arraycopy(junk, 0, rules, 2, junk.length);
    return ColumnRules.optional(column, List.of(column), TEXT, rules);
  }
}
