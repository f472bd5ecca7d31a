package io.pinflow.delta.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.kernel.DeltaException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionInstantTest {

  @ParameterizedTest
  @CsvSource({
    "2024-03-31, 2024-03-31T00:00:00Z",
    "2024-03-31 12:30:00, 2024-03-31T12:30:00Z",
    "2024-03-31T12:30:00.000123, 2024-03-31T12:30:00.000123Z",
    "2024-03-31T12:30:00Z, 2024-03-31T12:30:00Z",
    "2024-03-31 12:30:00+02:00, 2024-03-31T10:30:00Z",
    "' 2024-03-31 12:30 ', 2024-03-31T12:30:00Z"
  })
  void aTimeWithoutAZoneIsUtc(String value, Instant instant) {
    assertThat(OptionInstant.parse(DeltaConnectorOptions.TIMESTAMP_AS_OF, value))
        .isEqualTo(instant);
  }

  @Test
  void namesTheOptionWhoseValueIsNoTime() {
    assertThatThrownBy(
            () -> OptionInstant.parse(DeltaConnectorOptions.TIMESTAMP_AS_OF, "yesterday"))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("Option 'timestampAsOf' = 'yesterday': it is no point in time");
  }
}
