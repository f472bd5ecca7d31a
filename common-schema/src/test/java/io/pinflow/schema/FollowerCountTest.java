package io.pinflow.schema;

import static io.pinflow.schema.Cleaners.pin;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FollowerCountTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "'0',0",
        "'159',159",
        "'007',7",
        "'12.0',12",
        "'9223372036854775807',9223372036854775807",
        "159,159",
        "0,0",
        "12.0,12",
        "9223372036854775807,9223372036854775807"
      })
  void readsPlainNumbers(String wire, long count) {
    PinRow row = pin("'follower_count': " + wire);
    assertThat(row.hasFollowerCount()).isTrue();
    assertThat(row.followerCount()).isEqualTo(count);
    assertThat(row.rescued()).isNull();
    assertThat(row.firedRules()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "31k,31000",
    "31K,31000",
    "1.2k,1200",
    "1.234k,1234",
    "1.23400k,1234",
    "0k,0",
    "2M,2000000",
    "2m,2000000",
    "1.000001M,1000001",
    "1.5B,1500000000",
    "0.3b,300000000",
    "9223372036854775.807k,9223372036854775807",
    "9223372036.854775807B,9223372036854775807",
  })
  void multipliesSuffixesOutExactly(String wire, long count) {
    PinRow row = pin("'follower_count': '" + wire + "'");
    assertThat(row.followerCount()).isEqualTo(count);
    assertThat(row.rescued()).isNull();
    assertThat(Rules.idsOf(row.firedRules())).containsExactly("follower-count.suffix");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'many'",
        "'1.2345k'",
        "'1.5'",
        "'-3'",
        "'+3'",
        "'-3k'",
        "'3kk'",
        "'k'",
        "'.5k'",
        "'5.'",
        "'5.k'",
        "'1,234'",
        "'1 k'",
        "' 31k'",
        "'31k '",
        "'1e3'",
        "'0x1f'",
        "'٣'",
        "'1.2.3'",
        "'9223372036854775808'",
        "'9223372036854775.808k'",
        "'99999999999999999999B'",
        "'31T'",
        "'9.2233720368547758B'",
        "-0",
        "-5",
        "1.5",
        "3.1e4",
        "9223372036854775808",
        "true",
        "['31k']",
        "{'n':31}"
      })
  void rescuesWhatIsNoWholeNumberThatFits(String wire) {
    PinRow row = pin("'follower_count': " + wire);
    assertThat(row.hasFollowerCount()).isFalse();
    assertThat(row.rescued()).isEqualTo(("{'follower_count':" + wire + "}").replace('\'', '"'));
    assertThat(Rules.idsOf(row.firedRules())).containsExactly("follower-count.unreadable");
  }

  @Test
  void rescuesTheErrorTextUnderItsOwnRule() {
    PinRow row = pin("'follower_count': 'User Info Error'");
    assertThat(row.hasFollowerCount()).isFalse();
    assertThat(row.rescued()).isEqualTo("{\"follower_count\":\"User Info Error\"}");
    assertThat(Rules.idsOf(row.firedRules())).containsExactly("follower-count.user-info-error");
  }

  @Test
  void tellsZeroFromUnknown() {
    assertThat(pin("'follower_count': '0'")).isNotEqualTo(pin("'follower_count': null"));
    assertThat(pin("'follower_count': '0'").contentHash())
        .isNotEqualTo(pin("'follower_count': null").contentHash());
  }
}
