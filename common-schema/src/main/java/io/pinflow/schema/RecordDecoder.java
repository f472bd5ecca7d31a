package io.pinflow.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Reads the fields of one record kind off a parser and makes the row of them. What can be decided
 * only at the end (malformed JSON further on, a field that never comes) is: of several failures the
 * one of the earliest column counts, whatever the order of the fields.
 *
 * <p>Reusable, not thread-safe.
 */
abstract class RecordDecoder {
  /** Ranks of failures: the lowest counts. Columns start at {@link #FIRST_COLUMN_RANK}. */
  private static final int DUPLICATE_RANK = 0;

  private static final int KEY_RANK = 1;
  static final int FIRST_COLUMN_RANK = 2;

  /** Bits of {@link #once}; each kind has its own from {@link #FIRST_FIELD} on. */
  private static final int INDEX = 0;

  private static final int IND = 1;
  private static final int RESCUED = 2;
  static final int FIRST_FIELD = 3;

  /** No integer of interest has more characters, and none of as many overflows a long. */
  private static final int LONGEST_INTEGER = 18;

  final RescuedFields rescued = new RescuedFields();
  private boolean mayHaveLoneSurrogates;
  private String loneSurrogateIn;
  private int seen;
  private boolean hasKey;
  private int key;
  private long fired;
  private CleaningFailure failure;
  private int failureRank;

  /**
   * Reads the object at whose start the parser stands, up to its end.
   *
   * @param hasEscapes whether the payload has any backslash
   */
  final void read(JsonParser parser, boolean hasEscapes) throws IOException {
    mayHaveLoneSurrogates = hasEscapes;
    loneSurrogateIn = null;
    seen = 0;
    hasKey = false;
    fired = 0;
    failure = null;
    failureRank = Integer.MAX_VALUE;
    rescued.reset();
    reset();
    String name;
    while ((name = parser.nextFieldName()) != null) {
      JsonToken token = parser.nextToken();
      if (!readField(name, token, parser)) {
        readOther(name, token, parser);
      }
    }
  }

  /** The outcome for the record read last. */
  final CleaningResult finish() throws IOException {
    String broken = loneSurrogateIn != null ? loneSurrogateIn : rescued.loneSurrogateIn();
    if (broken != null) {
      return CleaningResult.quarantined(CleaningFailures.loneSurrogate(broken));
    }
    if (!hasKey) {
      fail(KEY_RANK, CleaningFailures.keyMissing());
    }
    CleanRow.Builder<?> row = finishColumns();
    if (failure != null) {
      return CleaningResult.quarantined(failure);
    }
    return CleaningResult.clean(row.ind(key).rescued(rescued.finish()).firedRules(fired).build());
  }

  /** Forgets the values of the record before. */
  abstract void reset();

  /** Reads a field of this kind at its value; false if the kind has no such field. */
  abstract boolean readField(String name, JsonToken token, JsonParser parser) throws IOException;

  /** Reports what is missing, and hands over the columns. */
  abstract CleanRow.Builder<?> finishColumns() throws IOException;

  /** Reports a required field which is not there at all. */
  final void require(boolean isThere, int field, String name) {
    if (!isThere) {
      fail(FIRST_COLUMN_RANK + field, CleaningFailures.missing(name));
    }
  }

  /** Takes note of a failure; it counts unless one of a lower rank is there. */
  final void fail(int rank, CleaningFailure newFailure) {
    if (rank < failureRank) {
      failure = newFailure;
      failureRank = rank;
    }
  }

  final void fire(Rule rule) {
    fired |= rule.bit();
  }

  /** Takes note that a field of this kind is there, and that it is so once only. */
  final void once(int field, String name) {
    int bit = 1 << field;
    if ((seen & bit) != 0) {
      fail(DUPLICATE_RANK, CleaningFailures.duplicateField(name));
    }
    seen |= bit;
  }

  /** The text at which the parser stands. */
  final String text(String name, JsonParser parser) throws IOException {
    String text = parser.getText();
    if (mayHaveLoneSurrogates && Surrogates.isLoneIn(text)) {
      loneSurrogateIn = name;
    }
    return text;
  }

  /** A text column's value before its own rules: null if it is not a string, which is rescued. */
  final String optionalText(String name, JsonToken token, JsonParser parser) throws IOException {
    if (token == JsonToken.VALUE_STRING) {
      return text(name, parser);
    }
    if (token != JsonToken.VALUE_NULL) {
      fire(Rules.TEXT_NOT_A_STRING);
      rescued.copy(name, parser);
    }
    return null;
  }

  /** What the rules of a column make of a text. */
  final String apply(TextRule[] rules, String text) {
    String value = text;
    for (TextRule rule : rules) {
      if (value != null && rule.matches(value)) {
        fire(rule);
        value = rule.replace(value);
      }
    }
    return value;
  }

  /** A required text; null if it is missing or invalid, the failure then being noted. */
  final String requiredText(int rank, String name, JsonToken token, JsonParser parser)
      throws IOException {
    if (token == JsonToken.VALUE_STRING) {
      String text = text(name, parser);
      if (!BlankText.isBlank(text)) {
        return text;
      }
      fail(rank, CleaningFailures.blank(name));
    } else {
      failType(rank, name, "a string", token, parser);
    }
    return null;
  }

  /** Reports a value of the wrong type, unless it is null, which counts as missing. */
  final void failType(int rank, String name, String expected, JsonToken token, JsonParser parser)
      throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      fail(rank, CleaningFailures.missing(name));
    } else {
      fail(rank, CleaningFailures.wrongType(name, expected, JsonTokens.describe(token, parser)));
      parser.skipChildren();
    }
  }

  /** Whether the integer at which the parser stands is in a range. */
  static boolean isIntegerWithin(JsonParser parser, int lowest, int highest) throws IOException {
    if (parser.getTextLength() > LONGEST_INTEGER) {
      return false;
    }
    long value = parser.getLongValue();
    return value >= lowest && value <= highest;
  }

  private void readOther(String name, JsonToken token, JsonParser parser) throws IOException {
    switch (name) {
      case "index":
        once(INDEX, name);
        readKey(name, token, parser);
        return;
      case "ind":
        once(IND, name);
        readKey(name, token, parser);
        return;
      case TableSchema.RESCUED:
        if (token == JsonToken.VALUE_NULL) {
          // A clean row written as JSON names this column; null adds nothing to it.
          once(RESCUED, name);
          return;
        }
        break;
      default:
        break;
    }
    if (rescued.isFirst(name)) {
      fire(Rules.RESCUED_UNKNOWN_FIELD);
      rescued.copy(name, parser);
    } else {
      fail(DUPLICATE_RANK, CleaningFailures.duplicateField(name));
      parser.skipChildren();
    }
  }

  private void readKey(String name, JsonToken token, JsonParser parser) throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    if (token != JsonToken.VALUE_NUMBER_INT
        || !isIntegerWithin(parser, Integer.MIN_VALUE, Integer.MAX_VALUE)) {
      hasKey = true;
      fail(KEY_RANK, CleaningFailures.keyInvalid(name, JsonTokens.describe(token, parser)));
      parser.skipChildren();
      return;
    }
    int value = parser.getIntValue();
    if (hasKey && key != value) {
      fail(KEY_RANK, CleaningFailures.keyConflict(name, key, value));
    }
    hasKey = true;
    key = value;
  }
}
