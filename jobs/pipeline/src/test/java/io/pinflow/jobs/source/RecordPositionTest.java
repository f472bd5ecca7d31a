package io.pinflow.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordPositionTest {

  @Test
  void isFoundByItsUri() {
    RecordPosition kafka = new KafkaPosition("pinflow.pin", 3, Long.MAX_VALUE);
    RecordPosition kinesis =
        new KinesisPosition(
            "streaming-pinflow-geo",
            "shardId-000000000003",
            "49590338271490256608559692538361571095921575989136588898");

    assertThat(RecordPosition.of(kafka.uri())).contains(kafka);
    assertThat(RecordPosition.of(kinesis.uri())).contains(kinesis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "kafka://t/1",
        "kafka://t/x/1",
        "kafka://t/1/-1",
        "kafka://t/1/9223372036854775808",
        "kafka://t/u/1/2",
        "kinesis://s//1",
        "file://t/1/1"
      })
  void isNoneForAnyOtherText(String text) {
    assertThat(RecordPosition.of(text)).isEmpty();
  }
}
