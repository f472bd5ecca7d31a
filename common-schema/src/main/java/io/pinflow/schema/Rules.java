package io.pinflow.schema;

import java.util.ArrayList;
import java.util.List;

/** All cleaning rules there are; {@link CleaningRules} says which column has which. */
public final class Rules {
  static final TextRule TEXT_BLANK =
      new BlankRule(0, "text.blank-to-null", "an empty or all-blank text becomes null");
  static final Rule TEXT_NOT_A_STRING =
      new Rule(
          1, "text.not-a-string", "another JSON type becomes null, the value is kept in `rescued`");
  static final TextRule TITLE_NO_DATA = new JunkRule(2, "title.no-data", "No Title Data Available");
  static final TextRule DESCRIPTION_STORY =
      new JunkRule(3, "description.no-description-story", "No description available Story format");
  static final TextRule DESCRIPTION_NONE =
      new JunkRule(4, "description.no-description", "No description available");
  static final TextRule POSTER_NAME_ERROR =
      new JunkRule(5, "poster-name.user-info-error", "User Info Error");
  static final TextRule TAG_LIST_NONE =
      new JunkRule(6, "tag-list.no-tags", "N,o, ,T,a,g,s, ,A,v,a,i,l,a,b,l,e");
  static final TextRule IMAGE_SRC_ERROR = new JunkRule(7, "image-src.error", "Image src error.");
  static final Rule IMAGE_SRC_ALIAS =
      new Rule(8, "image-src.alias", "`img_src` is read where `image_src` gives nothing");
  static final Rule IMAGE_SRC_CONFLICT =
      new Rule(
          9,
          "image-src.conflict",
          "where both names have different texts, `image_src` counts and `img_src` is kept in"
              + " `rescued`");
  static final Rule FOLLOWER_COUNT_SUFFIX =
      new Rule(
          10,
          "follower-count.suffix",
          "a decimal with `k`, `M` or `B` (any case) is multiplied out exactly: `1.2k` is 1200");
  static final Rule FOLLOWER_COUNT_ERROR =
      new Rule(
          11,
          "follower-count.user-info-error",
          "exactly `User Info Error` becomes null and is kept in `rescued`");
  static final Rule FOLLOWER_COUNT_UNREADABLE =
      new Rule(
          12,
          "follower-count.unreadable",
          "anything that is not exactly a whole number from 0 to 9223372036854775807 becomes null"
              + " and is kept in `rescued`");
  static final TextRule SAVE_LOCATION_PREFIX =
      new PrefixRule(13, "save-location.prefix", "Local save in ");
  static final Rule DOWNLOADED_NOT_KEPT =
      new Rule(14, "downloaded.not-kept", "`0`, `1`, `true` and `false` are valid and not stored");
  static final Rule DOWNLOADED_INVALID =
      new Rule(15, "downloaded.invalid", "anything else but null is kept in `rescued`");
  static final Rule COORDINATES_PAIR =
      new Rule(16, "coordinates.pair", "stored as [latitude, longitude], in that order");
  static final Rule COORDINATES_PRECISION =
      new Rule(
          17,
          "coordinates.precision",
          "a number with more digits than a DOUBLE holds is rounded, the original is kept in"
              + " `rescued`");
  static final Rule TIMESTAMP_TO_UTC =
      new Rule(18, "timestamp.to-utc", "a zone offset other than zero is converted to UTC");
  static final Rule TIMESTAMP_SUB_MICROSECOND =
      new Rule(
          19,
          "timestamp.sub-microsecond",
          "digits beyond the microsecond are cut off, the original is kept in `rescued`");
  static final Rule USER_NAME_JOIN =
      new Rule(20, "user-name.join", "`first_name`, one space, `last_name`");
  static final Rule RESCUED_UNKNOWN_FIELD =
      new Rule(21, "rescued.unknown-field", "a field the contract does not know is kept as it is");

  private static final List<Rule> ALL =
      List.of(
          TEXT_BLANK,
          TEXT_NOT_A_STRING,
          TITLE_NO_DATA,
          DESCRIPTION_STORY,
          DESCRIPTION_NONE,
          POSTER_NAME_ERROR,
          TAG_LIST_NONE,
          IMAGE_SRC_ERROR,
          IMAGE_SRC_ALIAS,
          IMAGE_SRC_CONFLICT,
          FOLLOWER_COUNT_SUFFIX,
          FOLLOWER_COUNT_ERROR,
          FOLLOWER_COUNT_UNREADABLE,
          SAVE_LOCATION_PREFIX,
          DOWNLOADED_NOT_KEPT,
          DOWNLOADED_INVALID,
          COORDINATES_PAIR,
          COORDINATES_PRECISION,
          TIMESTAMP_TO_UTC,
          TIMESTAMP_SUB_MICROSECOND,
          USER_NAME_JOIN,
          RESCUED_UNKNOWN_FIELD);

  private Rules() {}

  /** All rules; each one's place in the list is its {@link Rule#index()}. */
  public static List<Rule> all() {
    return ALL;
  }

  /**
   * The rules of a set of bits, in the order of their index. Bits without a rule, as a newer
   * version might have set, are left out.
   */
  public static List<Rule> of(long firedRules) {
    List<Rule> rules = new ArrayList<>(Long.bitCount(firedRules));
    for (Rule rule : ALL) {
      if ((firedRules & rule.bit()) != 0) {
        rules.add(rule);
      }
    }
    return rules;
  }

  /** The ids of {@link #of(long)}. */
  public static List<String> idsOf(long firedRules) {
    List<String> ids = new ArrayList<>(Long.bitCount(firedRules));
    for (Rule rule : of(firedRules)) {
      ids.add(rule.id());
    }
    return ids;
  }
}
