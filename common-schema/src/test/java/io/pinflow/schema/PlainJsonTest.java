package io.pinflow.schema;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainJsonTest {

  private static final int RECORDS = 34_000;
  private static final int GENERATED = 1_000;

  /** Some of what these make is JSON, but deeper or longer than is recognized. */
  private static final Set<Mutation> UNUSUAL = EnumSet.of(Mutation.DEEP, Mutation.LONG);

  private final JsonFactory factory = new JsonFactory();

  @ParameterizedTest
  @EnumSource(RecordKind.class)
  void agreesWithAParserOnDamagedRealRecords(RecordKind kind) {
    agrees(RealData.records(kind));
  }

  @ParameterizedTest
  @EnumSource(RecordKind.class)
  void agreesWithAParserOnDamagedGeneratedRecords(RecordKind kind) {
    agrees(
        IntStream.range(0, GENERATED)
            .mapToObj(seed -> RandomRecords.bytes(RandomRecords.next(kind, new Random(seed))))
            .collect(Collectors.toList()));
  }

  @Property(tries = 10_000)
  void agreesWithAParserOnTokensInAnyOrder(@ForAll("tokens") String json) {
    assertThat(PlainJson.matches(json.getBytes(UTF_8))).isEqualTo(parses(json.getBytes(UTF_8)));
  }

  @Property(tries = 10_000)
  void agreesWithAParserOnNumbers(@ForAll("numbers") String json) {
    assertThat(PlainJson.matches(json.getBytes(UTF_8))).isEqualTo(parses(json.getBytes(UTF_8)));
  }

  @Property(tries = 10_000)
  void agreesWithAParserOnAnyBytesInAString(@ForAll byte[] content) {
    byte[] json = ('"' + new String(content, ISO_8859_1) + '"').getBytes(ISO_8859_1);

    assertThat(PlainJson.matches(json)).isEqualTo(parses(json));
  }

  @Test
  void agreesWithAParserOnEveryByteInEveryPlace() {
    byte[] json =
        "{\"a\\u00e9\":[-1.0e+5, true,\"\u00e9\\n\"],\"b\":{\"c\":null}} ".getBytes(UTF_8);
    assertThat(PlainJson.matches(json)).isTrue();
    for (int at = 0; at < json.length; at++) {
      for (int value = 0; value < 256; value++) {
        byte[] other = json.clone();
        other[at] = (byte) value;
        assertThat(PlainJson.matches(other))
            .as(new String(other, ISO_8859_1))
            .isEqualTo(parses(other));
      }
    }
  }

  @Test
  void agreesWithAParserOnEveryByteInEveryPlaceOfALongText() {
    byte[] json = ('"' + "abcdefgh".repeat(3) + '"').getBytes(UTF_8);
    for (int at = 1; at < json.length; at++) {
      for (int value = 0; value < 256; value++) {
        byte[] other = json.clone();
        other[at] = (byte) value;
        assertThat(PlainJson.matches(other)).as("0x%x at %d", value, at).isEqualTo(parses(other));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {PlainJson.MAX_DEPTH, 1000})
  void leavesToAParserWhatIsNestedDeeperThanItCounts(int depth) {
    byte[] arrays = ("[".repeat(depth) + "]".repeat(depth)).getBytes(UTF_8);
    byte[] objects = ("{\"a\":".repeat(depth) + "1" + "}".repeat(depth)).getBytes(UTF_8);

    assertThat(PlainJson.matches(arrays)).isEqualTo(depth <= PlainJson.MAX_DEPTH);
    assertThat(PlainJson.matches(objects)).isEqualTo(depth <= PlainJson.MAX_DEPTH);
    assertThat(parses(arrays)).isTrue();
    assertThat(parses(objects)).isTrue();
  }

  @Test
  void leavesLongNumbersAndNamesToAParserAndTakesLongTexts() {
    assertThat(matches("9".repeat(PlainJson.MAX_NUMBER))).isTrue();
    assertThat(matches("9".repeat(PlainJson.MAX_NUMBER + 1))).isFalse();
    assertThat(matches("{\"" + "n".repeat(PlainJson.MAX_NAME) + "\":1}")).isFalse();
    assertThat(matches("{\"" + "n".repeat(PlainJson.MAX_NAME - 2) + "\":1}")).isTrue();
    assertThat(matches('"' + "x".repeat(1_000_000) + '"')).isTrue();
  }

  @Provide
  Arbitrary<String> tokens() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "{}",
            "[]",
            "\"a\":",
            "\"\"",
            "1",
            "-0",
            "true",
            "false",
            "null",
            "tru",
            " ",
            "\n",
            "\u00a0",
            "{\"a\":1",
            "[1",
            "\"\\u12aF\"",
            "\"\\u12G4\"")
        .list()
        .ofMaxSize(7)
        .map(tokens -> String.join("", tokens));
  }

  @Provide
  Arbitrary<String> numbers() {
    Arbitrary<String> number = Arbitraries.strings().withChars("0123456789-+.eE").ofMaxLength(6);
    return Arbitraries.oneOf(number, number.map(n -> "[" + n + "]"), number.map(n -> n + " "));
  }

  private void agrees(List<byte[]> records) {
    Random random = new Random(20261128);
    Mutation[] mutations = Mutation.values();
    int matching = 0;
    for (int i = 0; i < RECORDS; i++) {
      Mutation mutation = mutations[i % mutations.length];
      byte[] record = records.get(random.nextInt(records.size()));
      byte[] json = mutation.apply(RecordText.of(record), random);
      boolean matches = PlainJson.matches(json);
      if (matches || !UNUSUAL.contains(mutation)) {
        assertThat(matches).as("%s %s", mutation, new String(json, UTF_8)).isEqualTo(parses(json));
      }
      matching += matches ? 1 : 0;
    }
    assertThat(matching).isBetween(RECORDS / 4, RECORDS * 3 / 4);
  }

  private static boolean matches(String json) {
    return PlainJson.matches(json.getBytes(UTF_8));
  }

  /** Whether Jackson reads one value to its end, once the encoding is known to be UTF-8. */
  private boolean parses(byte[] json) {
    if (!Utf8.isValid(json) || new String(json, UTF_8).matches("(?s)\ufeff.*|.*\0.*")) {
      return false;
    }
    try (JsonParser parser = factory.createParser(json)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
