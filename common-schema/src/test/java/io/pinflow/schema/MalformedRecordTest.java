package io.pinflow.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads that are no JSON object, and those which only seem so. */
class MalformedRecordTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  \n",
        "{",
        "{'index'",
        "{'index':1",
        "{'index':1,}",
        "{'index':1} x",
        "{'index':1}{'index':1}",
        "{'index':1}}",
        "{'index':1},",
        "{'index':1}\u0000",
        "{index:1}",
        "{'index':01}",
        "{'index':+1}",
        "{'index':1.}",
        "{'index':NaN}",
        "{'x':Infinity}",
        "{'x':-Infinity}",
        "{'index':1 /* one */}",
        "{'index':1} // one",
        "{'title':'a\nb'}",
        "{'title':'\\x'}",
        "{'title':'\\u12'}",
        "{'index':1,'title':tru}",
        "[1",
        "[1,]",
        "'a",
        "nul",
        "1 2",
        "[1] [2]",
        "01",
        "-",
        "hello",
        "\ufeff",
        "\ufeff\ufeff{'index':1}",
        "{\u0000}",
        "{\u0000'\u0000",
        "\u0000{"
      })
  void quarantinesWhatIsNotJson(String text) {
    CleaningFailure failure = Cleaners.clean(RecordKind.PIN, Json.record(text)).failure();
    assertThat(failure.code()).as(failure.message()).isEqualTo(FailureCode.NOT_JSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{'index':1}]", "1", "-1.5e3", "'a'", "true", "null", " [1] "})
  void quarantinesJsonThatIsNoObject(String text) {
    CleaningFailure failure = Cleaners.clean(RecordKind.PIN, Json.record(text)).failure();
    assertThat(failure.code()).as(failure.message()).isEqualTo(FailureCode.NOT_OBJECT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
  void quarantinesOtherEncodings(String charset) throws Exception {
    byte[] payload = "{\"index\":1}".getBytes(charset);
    assertThat(Cleaners.clean(RecordKind.PIN, payload).failure().code())
        .isEqualTo(FailureCode.NOT_JSON);
  }

  @ParameterizedTest
  @CsvSource({
    "ff",
    "80",
    "c080",
    "c1bf",
    "c3",
    "c328",
    "e08080",
    "e282",
    "eda080",
    "edbfbf",
    "eda0bdedb880",
    "f0808080",
    "f4908080",
    "f8888080",
    "f09f98",
    "f0288cbc"
  })
  void quarantinesInvalidUtf8AndSaysWhere(String hex) {
    byte[] payload = Json.record("{'index':1,'title':'0123456789????'}");
    int at = new String(payload, StandardCharsets.UTF_8).indexOf('?');
    for (int i = 0; i < hex.length() / 2; i++) {
      payload[at + i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    }
    CleaningFailure failure = Cleaners.clean(RecordKind.PIN, payload).failure();
    assertThat(failure.code()).isEqualTo(FailureCode.NOT_JSON);
    assertThat(failure.message()).isEqualTo("invalid UTF-8 at byte " + at);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'title':'\\ud83c'",
        "'title':'a\\udf84'",
        "'title':'\\udf84\\ud83c'",
        "'title':'\\ud83c\\ud83c\\udf84'",
        "'x':'\\ud83c'",
        "'x':[{'y':'\\ud83c'}]",
        "'x\\ud83c':1",
        "'x':{'\\udf84':1}",
        "'follower_count':'\\ud83c'",
        "'img_src':'\\ud83c'"
      })
  void quarantinesHalfASurrogatePair(String field) {
    byte[] payload = Json.record("{'index':1," + field + "}");
    CleaningFailure failure = Cleaners.clean(RecordKind.PIN, payload).failure();
    assertThat(failure.code()).isEqualTo(FailureCode.NOT_JSON);
    assertThat(failure.message()).contains("surrogate");
  }

  @Test
  void acceptsOneByteOrderMarkAndWhiteSpaceAround() {
    byte[] payload = Json.record("\ufeff \t\r\n{'index':1} \t\r\n");
    assertThat(Cleaners.clean(RecordKind.PIN, payload).row().ind()).isEqualTo(1);
  }

  @Test
  void saysWhereMalformedJsonStopsAlsoAfterOtherRecords() {
    Cleaner cleaner = new Cleaner(RecordKind.PIN, CleaningLimits.defaults());
    byte[] broken = Json.record("\ufeff{'index': 1, 'title': oops}");
    String fresh = cleaner.clean(broken).failure().message();
    for (int i = 0; i < 10; i++) {
      assertThat(cleaner.clean(Json.record("{'index': 1, 'title': 'fine'}")).isClean()).isTrue();
    }
    assertThat(cleaner.clean(broken).failure().message()).isEqualTo(fresh).contains("at byte ");
  }

  @Test
  void shortensWhatItQuotesAndKeepsItOnOneLine() {
    String long1 = "'" + "🎄".repeat(1000) + "'";
    String lines = "'a\\nb\\u0000c'";
    for (String value : new String[] {long1, lines, "9".repeat(5000)}) {
      CleaningFailure failure =
          Cleaners.clean(RecordKind.PIN, Json.record("{'index':" + value + "}")).failure();
      assertThat(failure.message()).hasSizeLessThan(200).doesNotContain("\n", "\u0000");
      assertThat(Surrogates.isLoneIn(failure.message())).isFalse();
    }
  }
}
