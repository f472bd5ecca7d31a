package io.pinflow.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CleanerTest {
  @ParameterizedTest
  @EnumSource(RecordKind.class)
  void quarantinesARecordWithoutPayload(RecordKind kind) {
    assertThat(Cleaners.clean(kind, null).failure().code()).isEqualTo(FailureCode.NO_PAYLOAD);
  }

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

  @ParameterizedTest
  @CsvSource({"index,1", "ind,1", "index,0", "ind,-1", "ind,2147483647", "index,-2147483648"})
  void readsTheKeyUnderBothNames(String name, int key) {
    byte[] payload = Json.record("{'" + name + "':" + key + "}");
    assertThat(Cleaners.clean(RecordKind.PIN, payload).row().ind()).isEqualTo(key);
  }

  @Test
  void acceptsBothKeysIfTheyAgree() {
    for (String keys : new String[] {"'ind':5,'index':5", "'ind':null,'index':5", "'ind':5"}) {
      assertThat(Cleaners.clean(RecordKind.PIN, Json.record("{" + keys + "}")).row().ind())
          .isEqualTo(5);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{}|KEY_MISSING|ind",
        "{'index':null,'ind':null}|KEY_MISSING|ind",
        "{'id':1}|KEY_MISSING|ind",
        "{'index':'1'}|KEY_INVALID|index",
        "{'index':1.0}|KEY_INVALID|index",
        "{'ind':1e3}|KEY_INVALID|ind",
        "{'ind':2147483648}|KEY_INVALID|ind",
        "{'ind':-2147483649}|KEY_INVALID|ind",
        "{'ind':99999999999999999999}|KEY_INVALID|ind",
        "{'ind':true}|KEY_INVALID|ind",
        "{'ind':[1]}|KEY_INVALID|ind",
        "{'ind':{'ind':1}}|KEY_INVALID|ind",
        "{'index':1,'ind':'1'}|KEY_INVALID|ind",
        "{'index':1,'ind':2}|KEY_CONFLICT|ind",
        "{'ind':1,'index':2}|KEY_CONFLICT|index",
        "{'ind':1,'ind':1}|DUPLICATE_FIELD|ind",
        "{'ind':1,'title':'a','title':'b'}|DUPLICATE_FIELD|title",
        "{'ind':1,'x':1,'y':2,'x':1}|DUPLICATE_FIELD|x",
        "{'x':1,'x':[2,{'z':3}],'ind':'no'}|DUPLICATE_FIELD|x",
      })
  void quarantinesRecordsWithoutOneClearMeaning(String text, FailureCode code, String field) {
    CleaningFailure failure = Cleaners.clean(RecordKind.PIN, Json.record(text)).failure();
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.field()).isEqualTo(field);
  }

  @Test
  void rescuesUnknownFieldsAsTheyWereWritten() {
    String unknown =
        "{\"a\":1.500,\"B\":1E+5,\"c\":123456789012345678901234567890,\"d\":-0,"
            + "\"e\":\"\\\"\\\\ é 🎄 \\u0001\",\"f\":{\"x\":[1,{\"x\":null,\"y\":true}],\"z\":{}},"
            + "\"\":false,\"rescued\":{\"g\":[]},\"latitude\":1.0}";
    byte[] payload = Json.utf8("{\"index\":1," + unknown.substring(1));
    CleanRow row = Cleaners.clean(RecordKind.PIN, payload).row();

    assertThat(row.rescued()).isEqualTo(unknown);
    assertThat(Rules.idsOf(row.firedRules())).containsExactly("rescued.unknown-field");
  }

  @Test
  void takesItsOwnEmptyRescuedColumnForNothing() {
    byte[] payload = Json.record("{'index':1,'rescued':null}");
    assertThat(Cleaners.clean(RecordKind.PIN, payload).row().rescued()).isNull();
  }

  @Test
  void quarantinesPayloadsAboveTheLimit() {
    Cleaner cleaner = new Cleaner(RecordKind.PIN, CleaningLimits.of(11, 64));
    assertThat(cleaner.clean(Json.record("{'index':1}")).isClean()).isTrue();
    CleaningFailure failure = cleaner.clean(Json.record("{'index':1} ")).failure();
    assertThat(failure.code()).isEqualTo(FailureCode.TOO_LARGE);
    assertThat(failure.message()).isEqualTo("the payload has 12 bytes, the limit is 11");
  }

  @Test
  void quarantinesNestingBelowTheLimit() {
    Cleaner cleaner = new Cleaner(RecordKind.PIN, CleaningLimits.of(100_000, 3));
    assertThat(cleaner.clean(Json.record("{'index':1,'x':[[0]]}")).isClean()).isTrue();
    for (String deep :
        new String[] {
          "{'index':1,'x':[[[0]]]}",
          "{'index':[[[0]]]}",
          "{'index':1,'title':{'a':{'b':{}}}}",
          "{'index':1,'x':" + "[".repeat(50_000),
          "[".repeat(50_000)
        }) {
      CleaningFailure failure = cleaner.clean(Json.record(deep)).failure();
      assertThat(failure.code()).isEqualTo(FailureCode.TOO_DEEP);
      assertThat(failure.message()).endsWith("deeper than 3");
    }
  }

  @Test
  void keepsNestingUpToTheHighestLimit() {
    Cleaner cleaner = new Cleaner(RecordKind.PIN, CleaningLimits.of(100_000, 1000));
    String nested = "[".repeat(999) + "]".repeat(999);
    CleanRow row = cleaner.clean(Json.record("{'index':1,'x':" + nested + "}")).row();
    assertThat(row.rescued()).isEqualTo("{\"x\":" + nested + "}");
  }

  @Test
  void keepsLongTextsNumbersAndNames() {
    Cleaner cleaner = new Cleaner(RecordKind.PIN, CleaningLimits.of(64 << 20, 64));
    String text = "0123456789".repeat(1 << 20);
    String number = "9".repeat(100_000);
    String name = "n".repeat(100_000);
    PinRow row =
        (PinRow)
            cleaner
                .clean(
                    Json.record(
                        String.format(
                            "{'index':1,'title':'%s','%s':%s,'follower_count':%s}",
                            text, name, number, number)))
                .row();
    assertThat(row.title()).isEqualTo(text);
    assertThat(row.rescued())
        .isEqualTo("{\"" + name + "\":" + number + ",\"follower_count\":" + number + "}");
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

  @Test
  void outlivesManyRecordsWithNamesOfTheirOwn() {
    Cleaner cleaner = new Cleaner(RecordKind.PIN, CleaningLimits.defaults());
    for (int i = 0; i < 20_000; i++) {
      CleanRow row = cleaner.clean(Json.record("{'index':" + i + ",'n" + i + "':1}")).row();
      assertThat(row.ind()).isEqualTo(i);
      assertThat(row.rescued()).isEqualTo("{\"n" + i + "\":1}");
    }
  }

  @Test
  void refusesLimitsThatMakeNoSense() {
    assertThatThrownBy(() -> CleaningLimits.of(0, 64)).hasMessageContaining("0 bytes");
    assertThatThrownBy(() -> CleaningLimits.of(1, 0)).hasMessageContaining("nesting limit is 0");
    assertThatThrownBy(() -> CleaningLimits.of(1, 1001)).hasMessageContaining("1001");
  }

  @Test
  void answersOnlyForTheOutcomeThereIs() {
    CleaningResult clean = Cleaners.clean(RecordKind.PIN, Json.record("{'index':1}"));
    CleaningResult quarantined = Cleaners.clean(RecordKind.PIN, null);
    assertThatThrownBy(clean::failure).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(quarantined::row).isInstanceOf(IllegalStateException.class);
  }
}
