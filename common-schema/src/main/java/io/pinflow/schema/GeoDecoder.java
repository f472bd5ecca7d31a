package io.pinflow.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads geo records, of which every field is required. */
final class GeoDecoder extends RecordDecoder {
  private static final int COUNTRY = FIRST_FIELD;
  private static final int LATITUDE = FIRST_FIELD + 1;
  private static final int LONGITUDE = FIRST_FIELD + 2;
  private static final int TIMESTAMP = FIRST_FIELD + 3;

  private static final int MAX_LATITUDE = 90;
  private static final int MAX_LONGITUDE = 180;

  private final GeoRow.Builder row = GeoRow.builder();
  private final TimestampField timestamp = new TimestampField(this, FIRST_COLUMN_RANK + TIMESTAMP);
  private boolean hasCountry;
  private boolean hasLatitude;
  private boolean hasLongitude;
  private boolean hasTimestamp;

  @Override
  void reset() {
    row.reset();
    hasCountry = false;
    hasLatitude = false;
    hasLongitude = false;
    hasTimestamp = false;
  }

  @Override
  boolean readField(String name, JsonToken token, JsonParser parser) throws IOException {
    switch (name) {
      case "country":
        once(COUNTRY, name);
        hasCountry = true;
        row.country(requiredText(FIRST_COLUMN_RANK + COUNTRY, name, token, parser));
        return true;
      case "latitude":
        once(LATITUDE, name);
        hasLatitude = true;
        row.latitude(coordinate(LATITUDE, name, MAX_LATITUDE, token, parser));
        return true;
      case "longitude":
        once(LONGITUDE, name);
        hasLongitude = true;
        row.longitude(coordinate(LONGITUDE, name, MAX_LONGITUDE, token, parser));
        return true;
      case "timestamp":
        once(TIMESTAMP, name);
        hasTimestamp = true;
        row.timestampMicros(timestamp.read(name, token, parser));
        return true;
      default:
        return false;
    }
  }

  @Override
  GeoRow.Builder finishColumns() {
    require(hasCountry, COUNTRY, "country");
    require(hasLatitude, LATITUDE, "latitude");
    require(hasLongitude, LONGITUDE, "longitude");
    require(hasTimestamp, TIMESTAMP, "timestamp");
    fire(Rules.COORDINATES_PAIR);
    return row;
  }

  private double coordinate(int field, String name, int limit, JsonToken token, JsonParser parser)
      throws IOException {
    int rank = FIRST_COLUMN_RANK + field;
    if (!token.isNumeric()) {
      failType(rank, name, "a number", token, parser);
      return 0;
    }
    double value = parser.getDoubleValue();
    if (!(value >= -limit && value <= limit)) {
      fail(rank, CleaningFailures.outOfRange(name, parser.getText(), -limit, limit));
      return 0;
    }
    boolean kept =
        DoublePrecision.keeps(
            parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength(), value);
    if (!kept) {
      fire(Rules.COORDINATES_PRECISION);
      rescued.copy(name, parser);
    }
    return value;
  }
}
