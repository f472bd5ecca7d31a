package io.pinflow.local.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StackVerificationTest {

  @Test
  void leavesOutWhatWasLoggedBeforeTheReport() {
    String output =
        """
        2026-11-28 14:35:45,223 INFO  o.a.f.c.GlobalConfiguration Loading source settings
        source | broker
        total  |      3

        - kafka://pinflow.pin/0: 1 is in no table (1 record): replay
        """;
    assertThat(StackVerification.report(output).lines())
        .containsExactly(
            "source | broker",
            "total  |      3",
            "",
            "- kafka://pinflow.pin/0: 1 is in no table (1 record): replay");
  }
}
