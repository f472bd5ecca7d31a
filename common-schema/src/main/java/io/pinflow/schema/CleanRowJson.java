package io.pinflow.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * Writes clean rows as JSON objects: the columns of the table in its order up to {@code rescued},
 * nulls included; timestamps as {@code yyyy-MM-dd HH:mm:ss[.ffffff]} in UTC. Thread-safe.
 */
public final class CleanRowJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private CleanRowJson() {}

  /** The row as one line of JSON. */
  public static String toJson(CleanRow row) {
    StringWriter text = new StringWriter(512);
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(row, json);
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
    return text.toString();
  }

  /**
   * Writes the row as one object at the generator's place.
   *
   * @throws IOException if the generator's target fails
   */
  public static void write(CleanRow row, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("ind", row.ind());
    switch (row.kind()) {
      case PIN:
        writePin((PinRow) row, json);
        break;
      case GEO:
        writeGeo((GeoRow) row, json);
        break;
      case USER:
        writeUser((UserRow) row, json);
        break;
    }
    json.writeStringField(TableSchema.RESCUED, row.rescued());
    json.writeEndObject();
  }

  private static void writePin(PinRow row, JsonGenerator json) throws IOException {
    json.writeStringField("unique_id", row.uniqueId());
    json.writeStringField("title", row.title());
    json.writeStringField("description", row.description());
    if (row.hasFollowerCount()) {
      json.writeNumberField("follower_count", row.followerCount());
    } else {
      json.writeNullField("follower_count");
    }
    json.writeStringField("poster_name", row.posterName());
    json.writeStringField("tag_list", row.tagList());
    json.writeStringField("is_image_or_video", row.isImageOrVideo());
    json.writeStringField("image_src", row.imageSrc());
    json.writeStringField("save_location", row.saveLocation());
    json.writeStringField("category", row.category());
  }

  private static void writeGeo(GeoRow row, JsonGenerator json) throws IOException {
    json.writeStringField("country", row.country());
    json.writeArrayFieldStart("coordinates");
    json.writeNumber(row.latitude());
    json.writeNumber(row.longitude());
    json.writeEndArray();
    json.writeStringField("timestamp", TimestampFormat.format(row.timestampMicros()));
  }

  private static void writeUser(UserRow row, JsonGenerator json) throws IOException {
    json.writeStringField("user_name", row.userName());
    json.writeNumberField("age", row.age());
    json.writeStringField("date_joined", TimestampFormat.format(row.dateJoinedMicros()));
  }
}
