package io.pinflow.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class S3FindingsTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @Test
  void warnsOfAClockThatGoesWrongLongBeforeSignaturesFail() {
    assertThat(S3Findings.ofClock(NOW.plus(Duration.ofMinutes(5)), CLOCK)).isEmpty();
    assertThat(S3Findings.ofClock(NOW.plus(Duration.ofMinutes(6)), CLOCK))
        .hasValueSatisfying(
            finding ->
                assertThat(finding)
                    .hasToString(
                        "clock: is 6 min behind that of S3, which refuses every request beyond 15"
                            + " min. Set this machine's clock, by NTP"));
    assertThat(S3Findings.ofClock(NOW.minus(Duration.ofMinutes(9)), CLOCK))
        .hasValueSatisfying(
            finding -> assertThat(finding.detail()).startsWith("is 9 min ahead of"));
  }
}
