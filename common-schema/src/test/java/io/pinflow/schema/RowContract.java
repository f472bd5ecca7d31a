package io.pinflow.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What the contract promises of each outcome, by its own words and not by the cleaner's code. */
final class RowContract {
  private static final int LONGEST_MESSAGE = 400;

  private RowContract() {}

  /** What an outcome breaks, or null if it is as promised. */
  static String broken(byte[] payload, CleaningResult result) {
    return result.isClean() ? brokenBy(payload, result.row()) : brokenBy(result.failure());
  }

  private static String brokenBy(CleaningFailure failure) {
    if (failure.code() == FailureCode.CLEANER_ERROR) {
      return "the cleaner failed";
    }
    if (isUnfit(failure.message())) {
      return "the message is no line of text for a person";
    }
    return failure.field() != null && hasUnfitCharacter(failure.field())
        ? "the field's name is no text for a person"
        : null;
  }

  private static boolean isUnfit(String message) {
    return message.isBlank() || message.length() > LONGEST_MESSAGE || hasUnfitCharacter(message);
  }

  private static boolean hasUnfitCharacter(String text) {
    return text.codePoints()
        .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
  }

  private static String brokenBy(byte[] payload, CleanRow row) {
    JsonNode columns = Json.parse(CleanRowJson.toJson(row));
    for (Iterator<Map.Entry<String, JsonNode>> all = columns.fields(); all.hasNext(); ) {
      Map.Entry<String, JsonNode> column = all.next();
      if (column.getValue().isTextual()) {
        String broken = brokenBy(column.getKey(), column.getValue().textValue());
        if (broken != null) {
          return column.getKey() + ": " + broken;
        }
      }
    }
    String broken = brokenByKind(row, columns);
    return broken != null ? broken : lost(payload, row);
  }

  private static String brokenBy(String column, String text) {
    if (text.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))) {
      return "is blank";
    }
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      return "holds half a surrogate pair";
    }
    if (Whereabouts.JUNK.getOrDefault(column, List.of()).contains(text)) {
      return "is junk";
    }
    return column.equals("save_location") && text.startsWith("Local save in ")
        ? "has kept its prefix"
        : null;
  }

  private static String brokenByKind(CleanRow row, JsonNode columns) {
    switch (row.kind()) {
      case PIN:
        JsonNode followers = columns.get("follower_count");
        return followers.isNull() || followers.longValue() >= 0 ? null : "fewer than no followers";
      case GEO:
        return Math.abs(((GeoRow) row).latitude()) <= 90
                && Math.abs(((GeoRow) row).longitude()) <= 180
                && columns.get("country").isTextual()
                && isTime(columns.get("timestamp"))
            ? null
            : "a place or time is none";
      case USER:
        int age = columns.get("age").intValue();
        return age >= 0
                && age <= 150
                && columns.get("user_name").textValue().contains(" ")
                && isTime(columns.get("date_joined"))
            ? null
            : "a user is none";
    }
    throw new AssertionError(row.kind());
  }

  private static boolean isTime(JsonNode time) {
    return time.textValue().matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?");
  }

  /** A field of the payload, as another reader finds it, which is nowhere in the row. */
  private static String lost(byte[] payload, CleanRow row) {
    String text = new String(payload, StandardCharsets.UTF_8).replaceFirst("^\ufeff", "");
    Whereabouts whereabouts = new Whereabouts(row);
    for (Iterator<Map.Entry<String, JsonNode>> all = Json.parse(text).fields(); all.hasNext(); ) {
      Map.Entry<String, JsonNode> field = all.next();
      if (!whereabouts.isKnown(field.getKey(), field.getValue())) {
        return "lost is " + field;
      }
    }
    return null;
  }
}
