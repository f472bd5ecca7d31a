package io.pinflow.emulator.generator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.emulator.RealData;
import io.pinflow.emulator.generator.Rows.Row;
import io.pinflow.emulator.source.FolderSource;
import io.pinflow.emulator.source.PostRecord;
import io.pinflow.schema.RecordKind;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Generated records against real ones: the same fields in the same order, types and sizes. */
class RealShapeTest {

  private static Rows real;
  private static Rows generated;

  @BeforeAll
  static void read() {
    real = Rows.of(FolderSource.open(RealData.folder()));
    generated = Rows.ofWholeCatalogue(GeneratorConfig.ofSeed(5));
  }

  @Test
  void hasTheFieldsOfRealRowsInTheirOrderAndTypes() {
    for (RecordKind kind : RecordKind.values()) {
      assertThat(shapes(generated.rows().get(kind)))
          .as("shapes of %s", kind)
          .isEqualTo(shapes(real.rows().get(kind)));
    }
  }

  @Test
  void isAsLongAsRealRowsOnAverage() {
    for (RecordKind kind : RecordKind.values()) {
      assertThat(Rows.meanBytes(generated.rows().get(kind)))
          .as("mean bytes of %s", kind)
          .isCloseTo(Rows.meanBytes(real.rows().get(kind)), withinPercentage(2));
    }
  }

  @Test
  void hasTheCategoriesAndCountriesOfRealRows() {
    assertThat(values(generated.pins(), "category")).isEqualTo(values(real.pins(), "category"));
    assertThat(values(generated.geo(), "country")).isEqualTo(values(real.geo(), "country"));
  }

  /** Punctuation and blanks between fields are those of the real rows, so sizes compare. */
  @Test
  void separatesFieldsAsRealRowsDo() throws IOException {
    for (PostRecord record : new PostGenerator(GeneratorConfig.ofSeed(5)).post(0).records()) {
      String realLine =
          Files.readAllLines(RealData.folder().resolve(record.kind().id() + ".jsonl")).get(0);
      String line = new String(record.payload(), UTF_8);

      assertThat(skeleton(line)).isEqualTo(skeleton(realLine));
    }
  }

  private static String skeleton(String line) {
    return line.replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"", "s").replaceAll("-?\\d+(\\.\\d+)?", "n");
  }

  private static Set<String> shapes(List<Row> rows) {
    Set<String> shapes = new TreeSet<>();
    for (Row row : rows) {
      List<String> fields = new ArrayList<>();
      row.fields()
          .fields()
          .forEachRemaining(field -> fields.add(field.getKey() + ":" + type(field.getValue())));
      shapes.add(String.join(",", fields));
    }
    return shapes;
  }

  private static String type(JsonNode value) {
    return value.isInt() ? "int" : value.isDouble() ? "double" : value.getNodeType().toString();
  }

  private static Set<String> values(List<Row> rows, String field) {
    Set<String> values = new TreeSet<>();
    rows.forEach(row -> values.add(row.text(field)));
    return values;
  }
}
