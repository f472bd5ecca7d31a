package io.pinflow.schema;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A record as the texts of its fields, which need not be JSON: unlike in a map, nothing is lost.
 */
final class RecordText {
  private final List<Field> fields = new ArrayList<>();

  static RecordText of(byte[] record) {
    RecordText text = new RecordText();
    Json.parse(new String(record, java.nio.charset.StandardCharsets.UTF_8))
        .fields()
        .forEachRemaining(
            f -> text.fields.add(new Field(Json.quoted(f.getKey()), f.getValue().toString())));
    return text;
  }

  static RecordText of(Map<String, String> record) {
    RecordText text = new RecordText();
    record.forEach((name, value) -> text.fields.add(new Field(Json.quoted(name), value)));
    return text;
  }

  List<Field> fields() {
    return fields;
  }

  Field anyField(Random random) {
    return fields.get(random.nextInt(fields.size()));
  }

  void add(String name, String value, Random random) {
    fields.add(random.nextInt(fields.size() + 1), new Field(name, value));
  }

  /**
   * Puts bytes at the start of one of the texts, or before the end of the record if it has none.
   */
  byte[] insertIntoText(byte[] inserted, Random random) {
    List<Field> texts = new ArrayList<>(fields);
    texts.removeIf(f -> !f.value.startsWith("\""));
    Field target = texts.isEmpty() ? null : texts.get(random.nextInt(texts.size()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String before = "{";
    for (Field field : fields) {
      bytes.writeBytes(Json.utf8(before + field.name + ":"));
      if (field == target) {
        bytes.write('"');
        bytes.writeBytes(inserted);
        bytes.writeBytes(Json.utf8(field.value.substring(1)));
      } else {
        bytes.writeBytes(Json.utf8(field.value));
      }
      before = ",";
    }
    if (target == null) {
      bytes.writeBytes(inserted);
    }
    bytes.write('}');
    return bytes.toByteArray();
  }

  byte[] bytes() {
    return bytes("");
  }

  /** The record with the same text between and around all tokens. */
  byte[] bytes(String space) {
    StringBuilder json = new StringBuilder(space).append('{');
    String before = "";
    for (Field field : fields) {
      json.append(before).append(space).append(field.name).append(space);
      json.append(':').append(space).append(field.value).append(space);
      before = ",";
    }
    return Json.utf8(json.append('}').append(space).toString());
  }

  /** One field: its name and value as they stand in the record. */
  static final class Field {
    String name;
    String value;

    Field(String name, String value) {
      this.name = name;
      this.value = value;
    }
  }
}
