package io.pinflow.emulator.gateway;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProduceRequestParserTest {

  private final ProduceRequestParser parser = new ProduceRequestParser();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\": 1.50e+3, \"b\" : [ 1 ,2] }",
        "12345678901234567890.12345678901234567890",
        "-0.0",
        "\"\\u00e9\\n\\\"🎄\"",
        "true",
        "[]",
        "{}",
      })
  void cutsJsonOutOfTheBodyAsItIsWritten(String value) {
    List<ProduceRecord> records =
        parse("{\"records\" : [ {\"value\":  " + value + " , \"key\":" + value + "}]}");

    assertThat(text(records.get(0).value())).isEqualTo(value);
    assertThat(text(records.get(0).key())).isEqualTo(value);
    assertThat(records.get(0).partition()).isNull();
  }

  @Property(tries = 500)
  void cutsAnyJsonOutUnchanged(
      @ForAll("json") String first, @ForAll("json") String second, @ForAll("blanks") String blank) {
    List<ProduceRecord> records =
        parse(
            blank
                + "{"
                + blank
                + "\"records\""
                + blank
                + ":["
                + blank
                + "{\"value\":"
                + blank
                + first
                + blank
                + ","
                + blank
                + "\"partition\":0},"
                + blank
                + "{"
                + blank
                + "\"key\":"
                + second
                + blank
                + ",\"value\":"
                + second
                + "}"
                + blank
                + "]}"
                + blank);

    assertThat(text(records.get(0).value())).isEqualTo(first.equals("null") ? null : first);
    assertThat(text(records.get(1).value())).isEqualTo(second.equals("null") ? null : second);
    assertThat(text(records.get(1).key())).isEqualTo(second.equals("null") ? null : second);
  }

  @Property(tries = 500)
  void neverFailsOtherThanWithAnErrorOfTheContract(@ForAll byte[] body) {
    for (EmbeddedFormat format : EmbeddedFormat.values()) {
      try {
        assertThat(parser.parse(body, format)).isNotEmpty();
      } catch (GatewayException e) {
        assertThat(e.status()).isIn(400, 422);
      }
    }
  }

  @Test
  void decodesBase64() {
    byte[] bytes = {0, -1, 127, 10};
    String encoded = Base64.getEncoder().encodeToString(bytes);

    List<ProduceRecord> records =
        parser.parse(
            ("{\"records\":[{\"key\":\"" + encoded + "\",\"value\":\"" + encoded + "\"}]}")
                .getBytes(UTF_8),
            EmbeddedFormat.BINARY);

    assertThat(records.get(0).key()).isEqualTo(bytes);
    assertThat(records.get(0).value()).isEqualTo(bytes);
  }

  @Test
  void takesNullAndAbsentKeysValuesAndPartitionsAsNone() {
    List<ProduceRecord> records =
        parse("{\"records\":[{\"key\":null,\"value\":null,\"partition\":null},{}]}");

    assertThat(records).hasSize(2).allMatch(record -> record.key() == null);
    assertThat(records).allMatch(record -> record.value() == null && record.partition() == null);
  }

  @Test
  void keepsTheOrderAndThePartitionsOfRecords() {
    List<ProduceRecord> records =
        parse("{\"records\":[{\"value\":1,\"partition\":2},{\"value\":2},{\"value\":3}]}");

    assertThat(records).extracting(record -> text(record.value())).containsExactly("1", "2", "3");
    assertThat(records.get(0).partition()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | 400",
        "nonsense | 400",
        "{\"records\":[{\"value\":1}] | 400",
        "{\"records\":[{\"value\":01}]} | 400",
        "{\"records\":[{\"value\":1}]}{} | 400",
        "[] | 42206",
        "1 | 42206",
        "{} | 422",
        "{\"records\":null} | 422",
        "{\"records\":[]} | 422",
        "{\"records\":{}} | 42206",
        "{\"records\":[1]} | 42206",
        "{\"records\":[null]} | 42206",
        "{\"records\":[{\"value\":1,\"partition\":\"0\"}]} | 42206",
        "{\"records\":[{\"value\":1,\"partition\":1.5}]} | 42206",
        "{\"records\":[{\"valeu\":1}]} | 422",
        "{\"recrods\":[]} | 422",
      })
  void refusesWhatIsNoProduceRequest(String body, int errorCode) {
    assertThat(refusal(body.getBytes(UTF_8), EmbeddedFormat.JSON).errorCode()).isEqualTo(errorCode);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"records\":[{\"value\":{}}]} | 42206",
        "{\"records\":[{\"value\":\"not base64!\"}]} | 42206",
        "{\"records\":[{\"value\":\"AA==\",\"key\":1}]} | 42206",
      })
  void refusesBinaryRecordsThatAreNotBase64(String body, int errorCode) {
    assertThat(refusal(body.getBytes(UTF_8), EmbeddedFormat.BINARY).errorCode())
        .isEqualTo(errorCode);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"records\":[{\"key\":1,\"value\":1}]} | 42201",
        "{\"value_schema_id\":1,\"records\":[{\"key\":1,\"value\":1}]} | 42201",
        "{\"key_schema\":\"{}\",\"records\":[{\"key\":1,\"value\":1}]} | 42202",
        "{\"records\":[{\"value\":1}]} | 42202",
        "{\"value_schema\":\"{}\",\"records\":[{\"value\":1}]} | 42205",
      })
  void refusesFormatsWithSchemas(String body, int errorCode) {
    assertThat(refusal(body.getBytes(UTF_8), EmbeddedFormat.AVRO).errorCode()).isEqualTo(errorCode);
  }

  @Test
  void refusesOtherEncodingsThanUtf8() {
    assertThat(refusal("{\"records\":[{\"value\":1}]}".getBytes(UTF_16), EmbeddedFormat.JSON))
        .extracting(GatewayException::status)
        .isEqualTo(400);
    byte[] invalid = "{\"records\":[{\"value\":\"x\"}]}".getBytes(UTF_8);
    invalid[22] = (byte) 0xff;
    assertThat(refusal(invalid, EmbeddedFormat.JSON).status()).isEqualTo(400);
  }

  @Provide
  Arbitrary<String> json() {
    ObjectMapper mapper = new ObjectMapper();
    Arbitrary<String> strings =
        Arbitraries.strings()
            .ofMaxLength(20)
            .map(
                text -> {
                  try {
                    return mapper.writeValueAsString(text);
                  } catch (JsonProcessingException e) {
                    throw new IllegalStateException(e);
                  }
                });
    Arbitrary<String> scalars =
        Arbitraries.oneOf(
            strings,
            Arbitraries.bigDecimals().map(Object::toString),
            Arbitraries.longs().map(Object::toString),
            Arbitraries.of("true", "false", "null", "1E400", "-0", "0.10"));
    return Arbitraries.lazyOf(
        () -> scalars,
        () -> scalars,
        () ->
            Combinators.combine(json().list().ofMaxSize(3), blanks())
                .as((values, blank) -> "[" + blank + String.join(blank + ",", values) + "]"),
        () ->
            Combinators.combine(strings, json(), blanks())
                .as((name, value, blank) -> "{" + name + blank + ":" + value + blank + "}"));
  }

  @Provide
  Arbitrary<String> blanks() {
    return Arbitraries.of("", " ", "\n", "\t \r\n");
  }

  private List<ProduceRecord> parse(String body) {
    return parser.parse(body.getBytes(UTF_8), EmbeddedFormat.JSON);
  }

  private GatewayException refusal(byte[] body, EmbeddedFormat format) {
    return catchThrowableOfType(GatewayException.class, () -> parser.parse(body, format));
  }

  private static String text(byte[] bytes) {
    return bytes == null ? null : new String(bytes, UTF_8);
  }
}
