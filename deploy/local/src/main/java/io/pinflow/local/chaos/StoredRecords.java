package io.pinflow.local.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.sql.SqlRunner;
import io.pinflow.schema.CleanRow;
import io.pinflow.schema.GeoRow;
import io.pinflow.schema.PinRow;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.UserRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The contents of the tables' rows and of the quarantine, as queries see them. */
final class StoredRecords {

  /** A table is read in slices, none of which is too large for an answer. */
  private static final int SLICES = 4;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PIN_COLUMNS =
      "ind, rescued, unique_id, title, description, follower_count, poster_name, tag_list,"
          + " is_image_or_video, image_src, save_location, category";
  private static final String GEO_COLUMNS = "ind, rescued, country, coordinates, `timestamp`";
  private static final String USER_COLUMNS = "ind, rescued, user_name, age, date_joined";

  private final Map<Content, Integer> copies = new HashMap<>();
  private long rows;

  private StoredRecords() {}

  /** Reads everything. */
  static StoredRecords read(SqlRunner sql) {
    StoredRecords stored = new StoredRecords();
    for (RecordKind kind : RecordKind.values()) {
      for (int slice = 0; slice < SLICES; slice++) {
        String query =
            String.format(
                "SELECT %s FROM %s WHERE MOD(ABS(ind), %d) = %d",
                columns(kind), kind.tableName(), SLICES, slice);
        sql.query(query).rows().forEach(row -> stored.add(Content.of(row(kind, row))));
      }
    }
    // One record is refused at one position: a second row of the position is one too many, while
    // a record that was sent twice has two.
    sql.query(
            "SELECT kind, MAX(DECODE(payload, 'UTF-8')), COUNT(*) FROM quarantine"
                + " GROUP BY kind, ingest_source")
        .rows()
        .forEach(stored::addRefused);
    return stored;
  }

  private void add(Content content) {
    copies.merge(content, 1, Integer::sum);
    rows++;
  }

  private void addRefused(List<String> row) {
    Content content = Content.refused(RecordKind.fromId(row.get(0)), row.get(1));
    int atOnePosition = Integer.parseInt(row.get(2));
    copies.merge(content, atOnePosition, Math::max);
    rows += atOnePosition;
  }

  /** How often each content is stored: once is as it should be. */
  Map<Content, Integer> copies() {
    return copies;
  }

  /** Rows of all tables and of the quarantine. */
  long rows() {
    return rows;
  }

  private static String columns(RecordKind kind) {
    return switch (kind) {
      case PIN -> PIN_COLUMNS;
      case GEO -> GEO_COLUMNS;
      case USER -> USER_COLUMNS;
    };
  }

  /** A row of the kind's columns above. */
  static CleanRow row(RecordKind kind, List<String> values) {
    int ind = Integer.parseInt(values.get(0));
    String rescued = values.get(1);
    return switch (kind) {
      case PIN -> pin(values).ind(ind).rescued(rescued).build();
      case GEO -> geo(values).ind(ind).rescued(rescued).build();
      case USER ->
          UserRow.builder()
              .userName(values.get(2))
              .age(Integer.parseInt(values.get(3)))
              .dateJoinedMicros(micros(values.get(4)))
              .ind(ind)
              .rescued(rescued)
              .build();
    };
  }

  private static PinRow.Builder pin(List<String> values) {
    PinRow.Builder pin =
        PinRow.builder()
            .uniqueId(values.get(2))
            .title(values.get(3))
            .description(values.get(4))
            .posterName(values.get(6))
            .tagList(values.get(7))
            .isImageOrVideo(values.get(8))
            .imageSrc(values.get(9))
            .saveLocation(values.get(10))
            .category(values.get(11));
    return values.get(5) == null ? pin : pin.followerCount(Long.parseLong(values.get(5)));
  }

  private static GeoRow.Builder geo(List<String> values) {
    try {
      JsonNode coordinates = JSON.readTree(values.get(3));
      return GeoRow.builder()
          .country(values.get(2))
          .latitude(coordinates.get(0).asDouble())
          .longitude(coordinates.get(1).asDouble())
          .timestampMicros(micros(values.get(4)));
    } catch (JsonProcessingException e) {
      throw LocalErrors.requestFailed("reading the coordinates " + values.get(3), e);
    }
  }

  /** Queries run in UTC. */
  private static long micros(String timestamp) {
    return ChronoUnit.MICROS.between(
        Instant.EPOCH, Instant.parse(timestamp.replace(' ', 'T') + 'Z'));
  }
}
