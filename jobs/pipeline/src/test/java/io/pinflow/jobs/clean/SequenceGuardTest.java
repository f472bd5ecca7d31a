package io.pinflow.jobs.clean;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.jobs.source.KafkaPosition;
import io.pinflow.jobs.source.KinesisPosition;
import org.junit.jupiter.api.Test;

class SequenceGuardTest {

  private final SequenceGuard guard = new SequenceGuard();

  @Test
  void refusesASecondRecordOfOneSequenceNumber() {
    guard.check(new KinesisPosition("s-pin", "shard-1", "7"));
    guard.check(new KinesisPosition("s-pin", "shard-2", "7"));

    assertThatThrownBy(() -> guard.check(new KinesisPosition("s-pin", "shard-1", "7")))
        .hasMessageContaining("kinesis://s-pin/shard-1/7")
        .hasMessageContaining("AggregationEnabled = false");
  }

  @Test
  void takesWhateverStandsInATopic() {
    assertThatCode(
            () -> {
              guard.check(new KafkaPosition("t.pin", 0, 7));
              guard.check(new KafkaPosition("t.pin", 0, 7));
            })
        .doesNotThrowAnyException();
  }
}
