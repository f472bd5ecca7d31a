package io.pinflow.jobs.archive;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RawRecords;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddableJsonTest {

  private final EmbeddableJson embeddable = new EmbeddableJson();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "1",
        "-0.10e+99",
        "true",
        "\"text\"",
        " {\"a\" : [1, {\"b\":null}]}\r\n",
        "{\"a\":1,\"a\":2}",
        "\"\\ud800\"",
        "\"😀\""
      })
  void acceptsOneJsonValue(String json) {
    assertThat(embeddable.test(json.getBytes(UTF_8))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        " null",
        "{",
        "{}}",
        "{} {}",
        "1 2",
        "{'a':1}",
        "{\"a\":1,}",
        "01",
        "1.",
        "NaN",
        "Infinity",
        "tru",
        "\"a",
        "\"a\nb\"",
        "\"\\x\"",
        "// no\n{}",
        "\uFEFF{}",
        "text"
      })
  void refusesEverythingElseAndTheNullWhichMeansNoPayload(String text) {
    assertThat(embeddable.test(text.getBytes(UTF_8))).isFalse();
  }

  @Test
  void refusesWhatIsNoUtf8() {
    assertThat(embeddable.test("{\"a\":1}".getBytes(UTF_16LE))).isFalse();
    assertThat(embeddable.test(new byte[] {'"', (byte) 0xC3, '"'})).isFalse();
    assertThat(embeddable.test(new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}))
        .isFalse();
  }

  @Property(tries = 3000)
  void saysWhatAParserSays(@ForAll("payloads") byte[] payload) {
    assertThat(embeddable.test(payload)).isEqualTo(embeddable.parses(payload));
  }

  @Provide
  Arbitrary<byte[]> payloads() {
    return RawRecords.any().map(RawRecord::value).filter(Objects::nonNull);
  }

  @ParameterizedTest
  @ValueSource(ints = {63, 64, 1000, 1001})
  void acceptsWhatReadersAcceptForItsDepth(int depth) {
    byte[] deep = "[".repeat(depth).concat("]".repeat(depth)).getBytes(UTF_8);

    assertThat(embeddable.test(deep)).isEqualTo(depth <= 1000);
    assertThat(embeddable.parses(deep)).isEqualTo(depth <= 1000);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 501, 1000, 1001})
  void acceptsWhatReadersAcceptForTheLengthOfItsNumbers(int digits) {
    byte[] number = "9".repeat(digits).getBytes(UTF_8);

    assertThat(embeddable.test(number)).isEqualTo(digits <= 1000);
    assertThat(embeddable.parses(number)).isEqualTo(digits <= 1000);
  }

  @Test
  void refusesWhatReadersRefuseForItsDepth() {
    String deep = "[".repeat(2000).concat("]".repeat(2000));

    assertThat(embeddable.test(deep.getBytes(UTF_8))).isFalse();
  }
}
