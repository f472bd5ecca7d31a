package io.pinflow.local.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.local.report.LocalException;
import org.junit.jupiter.api.Test;

class JobFindingsTest {

  @Test
  void readsTheLinesOfTheJobsDoctorAndSkipsWhatElseWasPrinted() {
    assertThat(
            JobFindings.parse(
                """
                SLF4J: something
                {"state":"OK","what":"Java","detail":"17","remedy":""}
                {"state":"ERROR","what":"Kafka","detail":"says \\"no\\"","remedy":"Ask again"}
                """))
        .containsExactly(
            Finding.ok("Java", "17"), Finding.error("Kafka", "says \"no\"", "Ask again"));
  }

  @Test
  void failsAtALineThatIsNoFinding() {
    assertThatThrownBy(() -> JobFindings.parse("{\"state\":\"ODD\"}"))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("reading what the jobs' doctor found");
  }
}
