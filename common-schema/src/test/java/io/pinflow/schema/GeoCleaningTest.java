package io.pinflow.schema;

import static io.pinflow.schema.Cleaners.geo;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeoCleaningTest {
  private static final String TIME = "'2020-06-01 12:00:00'";

  @Test
  void readsACompleteRecord() {
    GeoRow row = row("17.5632", "112.276", "'Gambia'", "'2022-03-14 04:34:13'");

    assertThat(row.ind()).isEqualTo(7);
    assertThat(row.latitude()).isEqualTo(17.5632);
    assertThat(row.longitude()).isEqualTo(112.276);
    assertThat(row.country()).isEqualTo("Gambia");
    assertThat(row.timestampMicros()).isEqualTo(micros("2022-03-14T04:34:13Z"));
    assertThat(row.rescued()).isNull();
    assertThat(Rules.idsOf(row.firedRules())).containsExactly("coordinates.pair");
    assertThat(CleanRowJson.toJson(row))
        .isEqualTo(
            "{\"ind\":7,\"country\":\"Gambia\",\"coordinates\":[17.5632,112.276],"
                + "\"timestamp\":\"2022-03-14 04:34:13\",\"rescued\":null}");
  }

  @ParameterizedTest
  @CsvSource({"90,180", "-90,-180", "0,0", "-0.0,1e-3", "9e1,1.8e2", "5E-324,-5E-324"})
  void acceptsCoordinatesUpToTheirBounds(String latitude, String longitude) {
    GeoRow row = row(latitude, longitude, "'Chad'", TIME);
    assertThat(row.latitude()).isEqualTo(Double.parseDouble(latitude));
    assertThat(row.longitude()).isEqualTo(Double.parseDouble(longitude));
    assertThat(row.rescued()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "90.0000001,0,latitude",
    "-91,0,latitude",
    "1e400,0,latitude",
    "0,180.5,longitude",
    "0,-1e9,longitude",
    "123456789012345678901234567890,0,latitude",
  })
  void quarantinesCoordinatesBeyondTheirBounds(String latitude, String longitude, String field) {
    CleaningFailure failure = failure(latitude, longitude, "'Chad'", TIME);
    assertThat(failure.code()).isEqualTo(FailureCode.OUT_OF_RANGE);
    assertThat(failure.field()).isEqualTo(field);
    assertThat(failure.message()).contains(field.equals("latitude") ? latitude : longitude);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "17.12345678901234567",
        "0.1000000000000000055511151231257828",
        "1e-400",
        "1e-99999999999"
      })
  void rescuesDigitsWhichADoubleDoesNotHold(String latitude) {
    GeoRow row = row(latitude, "1", "'Chad'", TIME);
    assertThat(row.latitude()).isEqualTo(Double.parseDouble(latitude));
    assertThat(row.rescued()).isEqualTo("{\"latitude\":" + latitude + "}");
    assertThat(Rules.idsOf(row.firedRules()))
        .containsExactly("coordinates.pair", "coordinates.precision");
  }

  @ParameterizedTest
  @ValueSource(strings = {"17.563200000000000", "0.30000000000000004", "51.50740000000001"})
  void takesDigitsWhichADoubleHoldsAsTheyAre(String latitude) {
    assertThat(row(latitude, "1", "'Chad'", TIME).rescued()).isNull();
  }

  @Test
  void rescuesATimestampWithNanoseconds() {
    GeoRow row = row("1", "2", "'Chad'", "'2020-06-01T12:00:00.123456789Z'");
    assertThat(row.timestampMicros()).isEqualTo(micros("2020-06-01T12:00:00.123456Z"));
    assertThat(row.rescued()).isEqualTo("{\"timestamp\":\"2020-06-01T12:00:00.123456789Z\"}");
    assertThat(Rules.idsOf(row.firedRules()))
        .containsExactly("coordinates.pair", "timestamp.sub-microsecond");
  }

  @Test
  void convertsAZoneOffsetToUtc() {
    GeoRow row = row("1", "2", "'Chad'", "'2020-06-01T12:00:00.5+05:30'");
    assertThat(row.timestampMicros()).isEqualTo(micros("2020-06-01T06:30:00.5Z"));
    assertThat(Rules.idsOf(row.firedRules()))
        .containsExactly("coordinates.pair", "timestamp.to-utc");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'1'|1|'Chad'|'2020-06-01 12:00:00'|FIELD_WRONG_TYPE|latitude",
        "1|[1]|'Chad'|'2020-06-01 12:00:00'|FIELD_WRONG_TYPE|longitude",
        "1|null|'Chad'|'2020-06-01 12:00:00'|FIELD_MISSING|longitude",
        "1|1|5|'2020-06-01 12:00:00'|FIELD_WRONG_TYPE|country",
        "1|1|null|'2020-06-01 12:00:00'|FIELD_MISSING|country",
        "1|1|' '|'2020-06-01 12:00:00'|FIELD_MISSING|country",
        "1|1|'Chad'|1591012800|FIELD_WRONG_TYPE|timestamp",
        "1|1|'Chad'|{'a':[1]}|FIELD_WRONG_TYPE|timestamp",
        "1|1|'Chad'|''|FIELD_MISSING|timestamp",
        "1|1|'Chad'|'yesterday'|TIMESTAMP_INVALID|timestamp",
        "1|1|'Chad'|'2021-02-29 12:00:00'|TIMESTAMP_INVALID|timestamp",
      })
  void quarantinesInvalidFields(
      String latitude,
      String longitude,
      String country,
      String timestamp,
      FailureCode code,
      String field) {
    CleaningFailure failure = failure(latitude, longitude, country, timestamp);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.field()).isEqualTo(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"country", "latitude", "longitude", "timestamp"})
  void quarantinesARecordWithoutOneOfItsFields(String field) {
    String record =
        "{'ind': 7, 'latitude': 1, 'longitude': 2, 'country': 'Chad', 'timestamp': " + TIME + "}";
    CleaningFailure failure = geo(record.replace("'" + field + "'", "'x'")).failure();
    assertThat(failure.code()).isEqualTo(FailureCode.FIELD_MISSING);
    assertThat(failure.field()).isEqualTo(field);
  }

  @Test
  void reportsTheEarliestColumnWhateverTheOrderOfTheFields() {
    String broken = "{'timestamp': 'x', 'longitude': 999, 'ind': 1, 'country': 5, 'latitude': 0}";
    assertThat(geo(broken).failure().field()).isEqualTo("country");
    assertThat(geo(broken.replace("'ind': 1", "'ind': '1'")).failure().field()).isEqualTo("ind");
  }

  private static CleaningResult clean(
      String latitude, String longitude, String country, String timestamp) {
    return geo(
        String.format(
            "{'ind': 7, 'timestamp': %s, 'latitude': %s, 'longitude': %s, 'country': %s}",
            timestamp, latitude, longitude, country));
  }

  private static GeoRow row(String latitude, String longitude, String country, String timestamp) {
    return (GeoRow) clean(latitude, longitude, country, timestamp).row();
  }

  private static CleaningFailure failure(
      String latitude, String longitude, String country, String timestamp) {
    return clean(latitude, longitude, country, timestamp).failure();
  }

  private static long micros(String instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
  }
}
