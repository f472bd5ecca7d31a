package io.pinflow.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns a clean row back into a record that says the same. */
final class Wire {
  private Wire() {}

  static byte[] of(CleanRow row) {
    JsonNode columns = Json.parse(CleanRowJson.toJson(row));
    JsonNode rescued = Json.parse(row.rescued() == null ? "{}" : row.rescued());
    Map<String, String> fields = new LinkedHashMap<>();
    columns.fields().forEachRemaining(c -> putColumn(fields, c.getKey(), c.getValue(), rescued));
    // What was rescued counts in place of what was made of it.
    rescued.fieldNames().forEachRemaining(fields::remove);
    String record =
        new String(RandomRecords.bytes(fields), java.nio.charset.StandardCharsets.UTF_8);
    if (row.rescued() != null && rescued.size() > 0) {
      String comma = fields.isEmpty() ? "" : ", ";
      record = record.substring(0, record.length() - 1) + comma + row.rescued().substring(1);
    }
    return Json.utf8(record);
  }

  private static void putColumn(
      Map<String, String> fields, String column, JsonNode value, JsonNode rescued) {
    switch (column) {
      case "coordinates":
        fields.put("latitude", value.get(0).toString());
        fields.put("longitude", value.get(1).toString());
        break;
      case "user_name":
        putNames(fields, value.textValue());
        break;
      case "image_src":
        fields.put(rescued.has("image_src") ? "img_src" : "image_src", value.toString());
        break;
      case "rescued":
        break;
      default:
        fields.put(column, value.toString());
    }
  }

  /** Any of the spaces will do which leaves a name on both sides. */
  private static void putNames(Map<String, String> fields, String userName) {
    for (int i = userName.indexOf(' '); i >= 0; i = userName.indexOf(' ', i + 1)) {
      String first = userName.substring(0, i);
      String last = userName.substring(i + 1);
      if (!BlankText.isBlank(first) && !BlankText.isBlank(last)) {
        fields.put("first_name", Json.quoted(first));
        fields.put("last_name", Json.quoted(last));
        return;
      }
    }
    throw new AssertionError("Not two names: " + userName);
  }
}
