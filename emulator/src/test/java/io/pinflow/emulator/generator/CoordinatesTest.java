package io.pinflow.emulator.generator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoordinatesTest {

  @ParameterizedTest
  @CsvSource({
    "-88.82984, -88.8298",
    "170.18761, 170.188",
    "17.5, 17.5",
    "-0.05123456, -0.0512346",
    "0.5123456, 0.512346",
    "99.99996, 100.0",
    "-180, -180.0",
    "0, 0.0",
    "-0.00000001, 0.0",
    "3.000001, 3.0",
  })
  void roundsToSixSignificantDigitsWithoutTrailingZeros(double degrees, String written) {
    JsonText json = new JsonText();
    Coordinates.write(json, degrees);

    assertThat(new String(json.toBytes(), UTF_8)).isEqualTo(written);
  }
}
