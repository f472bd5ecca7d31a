package io.pinflow.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads user records, of which every field is required. */
final class UserDecoder extends RecordDecoder {
  private static final int FIRST_NAME = FIRST_FIELD;
  private static final int LAST_NAME = FIRST_FIELD + 1;
  private static final int AGE = FIRST_FIELD + 2;
  private static final int DATE_JOINED = FIRST_FIELD + 3;

  private static final int LOWEST_AGE = 0;
  private static final int HIGHEST_AGE = 150;

  private final UserRow.Builder row = UserRow.builder();
  private final TimestampField dateJoined =
      new TimestampField(this, FIRST_COLUMN_RANK + DATE_JOINED);
  private boolean hasFirstName;
  private boolean hasLastName;
  private boolean hasAge;
  private boolean hasDateJoined;
  private String firstName;
  private String lastName;

  @Override
  void reset() {
    row.reset();
    hasFirstName = false;
    hasLastName = false;
    hasAge = false;
    hasDateJoined = false;
    firstName = null;
    lastName = null;
  }

  @Override
  boolean readField(String name, JsonToken token, JsonParser parser) throws IOException {
    switch (name) {
      case "first_name":
        once(FIRST_NAME, name);
        hasFirstName = true;
        firstName = requiredText(FIRST_COLUMN_RANK + FIRST_NAME, name, token, parser);
        return true;
      case "last_name":
        once(LAST_NAME, name);
        hasLastName = true;
        lastName = requiredText(FIRST_COLUMN_RANK + LAST_NAME, name, token, parser);
        return true;
      case "age":
        once(AGE, name);
        hasAge = true;
        row.age(age(name, token, parser));
        return true;
      case "date_joined":
        once(DATE_JOINED, name);
        hasDateJoined = true;
        row.dateJoinedMicros(dateJoined.read(name, token, parser));
        return true;
      default:
        return false;
    }
  }

  @Override
  UserRow.Builder finishColumns() {
    require(hasFirstName, FIRST_NAME, "first_name");
    require(hasLastName, LAST_NAME, "last_name");
    require(hasAge, AGE, "age");
    require(hasDateJoined, DATE_JOINED, "date_joined");
    fire(Rules.USER_NAME_JOIN);
    return row.userName(firstName + ' ' + lastName);
  }

  private int age(String name, JsonToken token, JsonParser parser) throws IOException {
    int rank = FIRST_COLUMN_RANK + AGE;
    if (token != JsonToken.VALUE_NUMBER_INT) {
      failType(rank, name, "an integer", token, parser);
      return 0;
    }
    if (!isIntegerWithin(parser, LOWEST_AGE, HIGHEST_AGE)) {
      fail(rank, CleaningFailures.outOfRange(name, parser.getText(), LOWEST_AGE, HIGHEST_AGE));
      return 0;
    }
    return parser.getIntValue();
  }
}
