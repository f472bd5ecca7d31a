package io.pinflow.schema;

import static io.pinflow.schema.Cleaners.user;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserCleaningTest {
  private static final String COMPLETE =
      "{'ind': 7, 'first_name': 'Ann', 'last_name': 'Lee', 'age': 32,"
          + " 'date_joined': '2016-05-28 21:22:35'}";

  @Test
  void readsACompleteRecord() {
    UserRow row = (UserRow) user(COMPLETE).row();

    assertThat(row.userName()).isEqualTo("Ann Lee");
    assertThat(row.age()).isEqualTo(32);
    assertThat(TimestampFormat.format(row.dateJoinedMicros())).isEqualTo("2016-05-28 21:22:35");
    assertThat(Rules.idsOf(row.firedRules())).containsExactly("user-name.join");
    assertThat(CleanRowJson.toJson(row))
        .isEqualTo(
            "{\"ind\":7,\"user_name\":\"Ann Lee\",\"age\":32,"
                + "\"date_joined\":\"2016-05-28 21:22:35\",\"rescued\":null}");
  }

  @Test
  void joinsNamesWithoutTrimmingThem() {
    UserRow row =
        (UserRow) user(COMPLETE.replace("Ann", " Ann ").replace("Lee", "van der Lee")).row();
    assertThat(row.userName()).isEqualTo(" Ann  van der Lee");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 150})
  void acceptsAgesUpToTheBounds(int age) {
    UserRow row = (UserRow) user(COMPLETE.replace("32", String.valueOf(age))).row();
    assertThat(row.age()).isEqualTo(age);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "-1,OUT_OF_RANGE",
        "151,OUT_OF_RANGE",
        "4294967297,OUT_OF_RANGE",
        "18446744073709551636,OUT_OF_RANGE",
        "'32',FIELD_WRONG_TYPE",
        "32.0,FIELD_WRONG_TYPE",
        "3.2e1,FIELD_WRONG_TYPE",
        "true,FIELD_WRONG_TYPE",
        "[32],FIELD_WRONG_TYPE",
        "null,FIELD_MISSING",
      })
  void quarantinesOtherAges(String age, FailureCode code) {
    CleaningFailure failure = user(COMPLETE.replace("32", age)).failure();
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.field()).isEqualTo("age");
  }

  @ParameterizedTest
  @CsvSource({"Ann,first_name", "Lee,last_name"})
  void quarantinesBlankNames(String name, String field) {
    CleaningFailure failure = user(COMPLETE.replace(name, "\u00a0")).failure();
    assertThat(failure.code()).isEqualTo(FailureCode.FIELD_MISSING);
    assertThat(failure.field()).isEqualTo(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"first_name", "last_name", "age", "date_joined"})
  void quarantinesARecordWithoutOneOfItsFields(String field) {
    CleaningFailure failure = user(COMPLETE.replace("'" + field + "'", "'x'")).failure();
    assertThat(failure.code()).isEqualTo(FailureCode.FIELD_MISSING);
    assertThat(failure.field()).isEqualTo(field);
  }

  @Test
  void quarantinesATimestampThatDoesNotExist() {
    CleaningFailure failure = user(COMPLETE.replace("05-28", "13-28")).failure();
    assertThat(failure.code()).isEqualTo(FailureCode.TIMESTAMP_INVALID);
    assertThat(failure.field()).isEqualTo("date_joined");
    assertThat(failure.message()).contains("'2016-13-28 21:22:35'");
  }
}
