package io.pinflow.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampParserTest {
  private final TimestampParser parser = new TimestampParser();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2018-03-11 02:30:00|2018-03-11T02:30:00Z",
        "2018-03-11 02:30:00.5|2018-03-11T02:30:00.5Z",
        "2018-03-11 02:30:00.123456|2018-03-11T02:30:00.123456Z",
        "2018-03-11 02:30:00Z|2018-03-11T02:30:00Z",
        "2018-03-11 02:30:00+00:00|2018-03-11T02:30:00Z",
        "2018-03-11T02:30:00|2018-03-11T02:30:00Z",
        "2018-03-11t02:30:00z|2018-03-11T02:30:00Z",
        "2018-03-11T02:30|2018-03-11T02:30:00Z",
        "2018-03-11T02:30Z|2018-03-11T02:30:00Z",
        "2018-03-11T02:30:00,25|2018-03-11T02:30:00.25Z",
        "2018-03-11T02:30:00.123456000Z|2018-03-11T02:30:00.123456Z",
        "2018-03-11T02:30:00-05:00|2018-03-11T07:30:00Z",
        "2018-03-11T02:30:00+0530|2018-03-10T21:00:00Z",
        "2018-03-11T02:30:00+14|2018-03-10T12:30:00Z",
        "2018-12-31T23:59:59-00:01|2019-01-01T00:00:59Z",
        "2020-02-29 00:00:00|2020-02-29T00:00:00Z",
        "2000-02-29 00:00:00|2000-02-29T00:00:00Z",
        "1969-12-31 23:59:59.999999|1969-12-31T23:59:59.999999Z",
        "0001-01-01 00:00:00|0001-01-01T00:00:00Z",
        "9999-12-31 23:59:59.999999|9999-12-31T23:59:59.999999Z",
        "9999-12-31 23:59:59+01:00|9999-12-31T22:59:59Z",
      })
  void readsEveryFormOfTheContract(String text, String instant) {
    assertThat(parse(text)).isTrue();
    assertThat(parser.micros()).isEqualTo(micros(Instant.parse(instant)));
    assertThat(parser.hasLostDigits()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2018-03-11",
        "2018-03-11 ",
        "2018-03-11 02:30",
        "2018-03-11 02",
        "2018-03-11T",
        "2018-03-11_02:30:00",
        "2018-03-11  02:30:00",
        " 2018-03-11 02:30:00",
        "2018-03-11 02:30:00 ",
        "2018-3-11 02:30:00",
        "18-03-11 02:30:00",
        "2018/03/11 02:30:00",
        "+2018-03-11 02:30:00",
        "12018-03-11 02:30:00",
        "2018-00-11 02:30:00",
        "2018-13-11 02:30:00",
        "2018-03-00 02:30:00",
        "2018-03-32 02:30:00",
        "2018-04-31 02:30:00",
        "2019-02-29 02:30:00",
        "1900-02-29 02:30:00",
        "2018-03-11 24:00:00",
        "2018-03-11 02:60:00",
        "2018-03-11 23:59:60",
        "2018-03-11 02:30:00.",
        "2018-03-11 02:30:00.1234567890",
        "2018-03-11 02:30:00 Z",
        "2018-03-11 02:30:00 UTC",
        "2018-03-11T02:30:00+5",
        "2018-03-11T02:30:00+05:3",
        "2018-03-11T02:30:00+05:",
        "2018-03-11T02:30:00+05:60",
        "2018-03-11T02:30:00+18:01",
        "2018-03-11T02:30:00+99",
        "2018-03-11T02:30:00+05:30:00",
        "2018-03-11T02:30:00Z[Europe/Paris]",
        "2018-03-11T02:30:00ZZ",
        "２０18-03-11 02:30:00",
        "0000-12-31 23:59:59",
        "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
      })
  void refusesEverythingElse(String text) {
    assertThat(parse(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2018-03-11 02:30:00.1234561", "1969-12-31T23:59:59.999999999Z"})
  void saysThatDigitsAreLost(String text) {
    assertThat(parse(text)).isTrue();
    assertThat(parser.hasLostDigits()).isTrue();
    String micros = text.substring(0, 26).replace(' ', 'T') + "Z";
    assertThat(parser.micros()).isEqualTo(micros(Instant.parse(micros)));
  }

  @Property(tries = 2_000)
  void agreesWithJavaTime(
      @ForAll @LongRange(min = -62_135_000_000L, max = 253_402_000_000L) long second,
      @ForAll @IntRange(max = 999_999_999) int nanos,
      @ForAll @IntRange(min = -1080, max = 1080) int offsetMinutes) {
    LocalDateTime utc = LocalDateTime.ofEpochSecond(second, nanos, ZoneOffset.UTC);
    ZoneOffset offset = ZoneOffset.ofTotalSeconds(offsetMinutes * 60);
    Instant instant = utc.toInstant(ZoneOffset.UTC);

    assertThat(parse(utc.toString())).isTrue();
    assertThat(parser.micros()).isEqualTo(micros(instant));
    assertThat(parser.hasLostDigits()).isEqualTo(nanos % 1000 != 0);
    assertThat(parser.wasShifted()).isFalse();
    assertThat(parse(instant.atOffset(offset).toString())).isTrue();
    assertThat(parser.micros()).isEqualTo(micros(instant));
    assertThat(parser.wasShifted()).isEqualTo(offsetMinutes != 0);
  }

  @Property(tries = 2_000)
  void readsBackWhatIsWritten(
      @ForAll @LongRange(min = -62_135_596_800_000_000L, max = 253_402_300_799_999_999L)
          long micros) {
    assertThat(parse(TimestampFormat.format(micros))).isTrue();
    assertThat(parser.micros()).isEqualTo(micros);
  }

  private boolean parse(String text) {
    String padded = "1" + text + "9";
    return parser.parse(padded.toCharArray(), 1, text.length());
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1000;
  }
}
