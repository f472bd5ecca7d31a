package io.pinflow.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CleanerTest {

  @ParameterizedTest
  @EnumSource(RecordKind.class)
  void quarantinesARecordWithoutPayload(RecordKind kind) {
    assertThat(Cleaners.clean(kind, null).failure().code()).isEqualTo(FailureCode.NO_PAYLOAD);
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
  void outlivesManyRecordsWithNamesOfTheirOwn() {
    Cleaner cleaner = new Cleaner(RecordKind.PIN, CleaningLimits.defaults());
    for (int i = 0; i < 20_000; i++) {
      CleanRow row = cleaner.clean(Json.record("{'index':" + i + ",'n" + i + "':1}")).row();
      assertThat(row.ind()).isEqualTo(i);
      assertThat(row.rescued()).isEqualTo("{\"n" + i + "\":1}");
    }
  }

  @Test
  void answersOnlyForTheOutcomeThereIs() {
    CleaningResult clean = Cleaners.clean(RecordKind.PIN, Json.record("{'index':1}"));
    CleaningResult quarantined = Cleaners.clean(RecordKind.PIN, null);
    assertThatThrownBy(clean::failure).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(quarantined::row).isInstanceOf(IllegalStateException.class);
  }
}
