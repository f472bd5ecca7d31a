package io.pinflow.local.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DailyClockTest {

  @ParameterizedTest
  @CsvSource({
    "2024-03-01T00:00:00Z, 2024-02-29, 2024-03-01T03:15:00Z",
    "2024-03-01T03:14:59Z, 2024-02-29, 2024-03-01T03:15:00Z",
    // The run which starts at this moment is under way.
    "2024-03-01T03:15:00Z, 2024-02-29, 2024-03-02T03:15:00Z",
    "2024-03-01T23:59:59Z, 2024-02-29, 2024-03-02T03:15:00Z"
  })
  void aRunIsForTheDayBeforeAndComesOnceADay(Instant now, LocalDate day, Instant next) {
    DailyClock clock = new DailyClock(LocalTime.of(3, 15), Clock.fixed(now, ZoneOffset.ofHours(9)));

    assertThat(clock.day()).isEqualTo(day);
    assertThat(clock.next()).isEqualTo(next);
  }
}
