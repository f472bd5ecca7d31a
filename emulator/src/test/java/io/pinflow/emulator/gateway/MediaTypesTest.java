package io.pinflow.emulator.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypesTest {

  @ParameterizedTest
  @CsvSource({
    "application/vnd.kafka.json.v2+json, JSON",
    "application/vnd.kafka.json.v2+json; charset=utf-8, JSON",
    "application/vnd.kafka.json.v2+json;charset=\"UTF-8\", JSON",
    "Application/VND.Kafka.JSON.v2+JSON, JSON",
    "application/vnd.kafka.binary.v2+json, BINARY",
    "application/vnd.kafka.v2+json, BINARY",
    "application/vnd.kafka+json, BINARY",
    "application/json, BINARY",
    "application/octet-stream, BINARY",
    "application/vnd.kafka.avro.v2+json, AVRO",
    "application/vnd.kafka.jsonschema.v2+json, JSONSCHEMA",
    "application/vnd.kafka.protobuf.v2+json, PROTOBUF",
  })
  void tellsTheEmbeddedFormat(String contentType, EmbeddedFormat format) {
    assertThat(MediaTypes.embeddedFormat(contentType)).isEqualTo(format);
  }

  @Test
  void takesARequestWithoutContentTypeAsBinary() {
    assertThat(MediaTypes.embeddedFormat(null)).isEqualTo(EmbeddedFormat.BINARY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "",
        "application/vnd.kafka.json.v1+json",
        "application/vnd.kafka.json.v2",
        "application/vnd.kafka.json.v2+json; charset=iso-8859-1",
      })
  void refusesOtherTypesAndCharsets(String contentType) {
    assertThatThrownBy(() -> MediaTypes.embeddedFormat(contentType))
        .isInstanceOfSatisfying(GatewayException.class, e -> assertThat(e.status()).isEqualTo(415));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | application/vnd.kafka.v2+json",
        "*/* | application/vnd.kafka.v2+json",
        "application/* | application/vnd.kafka.v2+json",
        "application/json | application/json",
        "application/vnd.kafka+json, application/json | application/vnd.kafka+json",
        "application/vnd.kafka.v2+json; q=0.5, application/json; q=0.9 | application/json",
        "application/vnd.kafka.v2+json;q=0, */*;q=0.1 | application/vnd.kafka+json",
        "text/html, */*;q=0.2 | application/vnd.kafka.v2+json",
      })
  void answersWithTheTypeTheClientPrefers(String accept, String type) {
    assertThat(MediaTypes.response(accept)).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/vnd.kafka.v1+json", "*/*;q=0", "*/*;q=many"})
  void refusesWhatExcludesEveryAnswer(String accept) {
    assertThatThrownBy(() -> MediaTypes.response(accept))
        .isInstanceOfSatisfying(GatewayException.class, e -> assertThat(e.status()).isEqualTo(406));
  }
}
