package io.pinflow.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class RecordTimeTest {

  @Test
  void takesTheUtcDayWhateverTheZoneOfTheMachine() {
    long lateEvening = Instant.parse("2024-02-29T23:59:59.999Z").toEpochMilli();

    assertThat(day(lateEvening)).hasToString("2024-02-29");
    assertThat(day(lateEvening + 1)).hasToString("2024-03-01");
    assertThat(RecordTime.epochDay(-1)).isEqualTo(-1);
  }

  @Test
  void keepsEveryTimeWithinTheYearsWhichTheStoresHold() {
    assertThat(RecordTime.utc(Long.MAX_VALUE)).hasToString("9999-12-31T23:59:59.999");
    assertThat(RecordTime.utc(Long.MIN_VALUE)).hasToString("0001-01-01T00:00");
    assertThat(RecordTime.storable(12)).isEqualTo(12);
  }

  private static LocalDate day(long timestamp) {
    return LocalDate.ofEpochDay(RecordTime.epochDay(timestamp));
  }
}
