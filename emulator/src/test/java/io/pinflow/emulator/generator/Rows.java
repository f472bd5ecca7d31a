package io.pinflow.emulator.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinflow.emulator.source.Post;
import io.pinflow.emulator.source.PostSource;
import io.pinflow.schema.RecordKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The records of a source, parsed. */
record Rows(Map<RecordKind, List<Row>> rows) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** One record: its fields and the size of its JSON. */
  record Row(JsonNode fields, int bytes) {

    String text(String field) {
      return fields.path(field).asText();
    }

    int index() {
      return fields.get(fields.has("ind") ? "ind" : "index").asInt();
    }
  }

  static Rows of(PostSource source) {
    Map<RecordKind, List<Row>> rows = new EnumMap<>(RecordKind.class);
    for (RecordKind kind : RecordKind.values()) {
      rows.put(kind, new ArrayList<>());
    }
    try (source) {
      Optional<Post> post;
      while ((post = source.next()).isPresent()) {
        post.get()
            .records()
            .forEach(
                record ->
                    rows.get(record.kind())
                        .add(new Row(parse(record.payload()), record.payload().length)));
      }
    }
    return new Rows(rows);
  }

  /** Every entry of a generator's catalogue once, in no particular order. */
  static Rows ofWholeCatalogue(GeneratorConfig config) {
    Catalogue catalogue = Catalogue.create(config);
    Map<RecordKind, List<Row>> rows = new EnumMap<>(RecordKind.class);
    for (RecordKind kind : RecordKind.values()) {
      rows.put(kind, new ArrayList<>());
    }
    for (int index = 0; index < config.catalogueSize(); index++) {
      CatalogueEntry entry = catalogue.entry(index);
      add(rows.get(RecordKind.PIN), entry.pin());
      add(rows.get(RecordKind.GEO), entry.geo());
      add(rows.get(RecordKind.USER), entry.user());
    }
    return new Rows(rows);
  }

  List<Row> pins() {
    return rows.get(RecordKind.PIN);
  }

  List<Row> geo() {
    return rows.get(RecordKind.GEO);
  }

  List<Row> users() {
    return rows.get(RecordKind.USER);
  }

  /** The share of pins of which something is true, in percent. */
  double percentOfPins(Predicate<Row> condition) {
    return 100.0 * pins().stream().filter(condition).count() / pins().size();
  }

  static double meanBytes(List<Row> rows) {
    return rows.stream().mapToInt(Row::bytes).average().orElseThrow();
  }

  private static void add(List<Row> rows, byte[] payload) {
    rows.add(new Row(parse(payload), payload.length));
  }

  private static JsonNode parse(byte[] payload) {
    try {
      return MAPPER.readTree(payload);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
