package io.pinflow.emulator.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.emulator.error.EmulatorException;
import io.pinflow.schema.RecordKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamNamesTest {

  @Test
  void namesTheStreamOfEachKind() {
    StreamNames names = StreamNames.of("0a1b");

    assertThat(names.stream(RecordKind.PIN)).isEqualTo("streaming-0a1b-pin");
    assertThat(names.stream(RecordKind.GEO)).isEqualTo("streaming-0a1b-geo");
    assertThat(names.stream(RecordKind.USER)).isEqualTo("streaming-0a1b-user");
    String longest = StreamNames.of("x".repeat(113)).stream(RecordKind.USER);
    assertThat(longest).as("Kinesis' limit").hasSizeLessThanOrEqualTo(128);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "é"})
  void refusesNamesThatKinesisWould(String id) {
    assertThatThrownBy(() -> StreamNames.of(id))
        .isInstanceOf(EmulatorException.class)
        .hasMessageContaining("stream id '" + id + "'");
  }
}
