package io.pinflow.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * Finds where a value of the wire is after cleaning, by the words of the contract and not by the
 * code of the cleaner.
 */
final class Whereabouts {
  static final Map<String, List<String>> JUNK =
      Map.of(
          "title", List.of("No Title Data Available"),
          "description",
              List.of("No description available Story format", "No description available"),
          "poster_name", List.of("User Info Error"),
          "tag_list", List.of("N,o, ,T,a,g,s, ,A,v,a,i,l,a,b,l,e"),
          "image_src", List.of("Image src error."));

  private final CleanRow row;
  private final List<String> fired;
  private final JsonNode columns;
  private final JsonNode rescued;

  Whereabouts(CleanRow row) {
    this.row = row;
    this.fired = Rules.idsOf(row.firedRules());
    this.columns = Json.parse(CleanRowJson.toJson(row));
    this.rescued = Json.parse(row.rescued() == null ? "{}" : row.rescued());
  }

  /** Whether the value is in the row, in {@code rescued}, or gone by a rule which fired. */
  boolean isKnown(String field, String json) {
    return isKnown(field, Json.parse(json));
  }

  boolean isKnown(String field, JsonNode value) {
    return value.equals(rescued.get(field)) || isInRow(field, value);
  }

  private boolean isInRow(String field, JsonNode value) {
    boolean known =
        CleaningRules.of(row.kind()).stream().anyMatch(c -> c.wireFields().contains(field));
    if (value.isNull()) {
      return known || field.equals("rescued");
    }
    switch (field) {
      case "index":
      case "ind":
        return value.isInt() && value.intValue() == row.ind();
      case "downloaded":
        return fired.contains("downloaded.not-kept");
      case "latitude":
        return columns.get("coordinates").get(0).doubleValue() == value.doubleValue();
      case "longitude":
        return columns.get("coordinates").get(1).doubleValue() == value.doubleValue();
      case "age":
        return value.intValue() == columns.get("age").intValue();
      case "timestamp":
        return instantMicros(value.textValue()) == ((GeoRow) row).timestampMicros();
      case "date_joined":
        return instantMicros(value.textValue()) == ((UserRow) row).dateJoinedMicros();
      case "first_name":
        return columns.get("user_name").textValue().startsWith(value.textValue() + " ");
      case "last_name":
        return columns.get("user_name").textValue().endsWith(" " + value.textValue());
      case "follower_count":
        return isFollowerCount(value);
      case "image_src":
      case "img_src":
        // The one may hold junk while the other gives the column its value.
        return isText("image_src", value) || isGone("image_src", value.asText());
      default:
        return known && isText(field, value);
    }
  }

  private boolean isText(String column, JsonNode value) {
    if (!value.isTextual()) {
      return false;
    }
    JsonNode stored = columns.get(column);
    String text = value.textValue();
    if (column.equals("save_location") && fired.contains("save-location.prefix")) {
      text = text.replaceFirst("^(Local save in )+", "");
    }
    if (!stored.isNull()) {
      return stored.textValue().equals(text);
    }
    return isGone(column, text);
  }

  private boolean isGone(String column, String text) {
    return showsNothing(text)
        ? fired.contains("text.blank-to-null")
        : JUNK.getOrDefault(column, List.of()).contains(text);
  }

  private static boolean showsNothing(String text) {
    return text.codePoints()
        .allMatch(
            c ->
                Character.isISOControl(c)
                    || Character.isSpaceChar(c)
                    || c == 0x200b
                    || c == 0x2060
                    || c == 0xfeff);
  }

  private boolean isFollowerCount(JsonNode value) {
    PinRow pin = (PinRow) row;
    String text = value.asText();
    if (!pin.hasFollowerCount()) {
      return showsNothing(text);
    }
    String decimal = text.replaceAll("[kKmMbB]$", "");
    int zeros = "kmb".indexOf(text.toLowerCase(java.util.Locale.ROOT).charAt(text.length() - 1));
    BigDecimal count = new BigDecimal(decimal).scaleByPowerOfTen(3 * (zeros + 1));
    return count.compareTo(BigDecimal.valueOf(pin.followerCount())) == 0;
  }

  /** The exact instant; digits below the microsecond make it one that no row holds. */
  private static long instantMicros(String text) {
    String iso = text.replace(' ', 'T');
    OffsetDateTime time =
        iso.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
            ? OffsetDateTime.parse(iso)
            : LocalDateTime.parse(iso).atOffset(ZoneOffset.UTC);
    return time.getNano() % 1000 == 0
        ? time.toEpochSecond() * 1_000_000L + time.getNano() / 1000
        : Long.MIN_VALUE;
  }
}
