package io.pinflow.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CleaningLimitsTest {

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
  void refusesLimitsThatMakeNoSense() {
    assertThatThrownBy(() -> CleaningLimits.of(0, 64)).hasMessageContaining("0 bytes");
    assertThatThrownBy(() -> CleaningLimits.of(1, 0)).hasMessageContaining("nesting limit is 0");
    assertThatThrownBy(() -> CleaningLimits.of(1, 1001)).hasMessageContaining("1001");
  }
}
