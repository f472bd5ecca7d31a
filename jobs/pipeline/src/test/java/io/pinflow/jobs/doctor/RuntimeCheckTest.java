package io.pinflow.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.doctor.Finding.State;
import org.junit.jupiter.api.Test;

class RuntimeCheckTest {

  @Test
  void takesTheJavaVersionsThatFlinkIsMadeFor() {
    assertThat(new RuntimeCheck(11, "1.20.0", "1.20.0").run().get(0).state()).isEqualTo(State.OK);
    assertThat(new RuntimeCheck(17, "1.20.0", "1.20.0").run().get(0).state()).isEqualTo(State.OK);
    assertThat(new RuntimeCheck(21, "1.20.0", "1.20.0").run().get(0))
        .hasToString(
            "Java: 21 is none of those which Flink 1.20.0 is made for. Run on Java 11 or 17");
  }

  @Test
  void takesAnyFlinkOfTheLineAndRefusesAnotherMajorVersion() {
    assertThat(flink("1.20.3")).isEqualTo(Finding.ok("Flink", "1.20.3"));
    assertThat(flink("<unknown>").state()).isEqualTo(State.OK);
    assertThat(flink("1.2.0").state()).isEqualTo(State.WARNING);
    assertThat(flink("1.19.1"))
        .hasToString(
            "Flink: 1.19.1 runs here, the jobs were built for 1.20.0. Run on Flink 1.20, or build"
                + " the jobs for this one");
    assertThat(flink("2.0.0").state()).isEqualTo(State.ERROR);
  }

  @Test
  void knowsTheFlinkOfThisProcess() {
    assertThat(new RuntimeCheck("1.20.0").run().get(1)).isEqualTo(Finding.ok("Flink", "1.20.0"));
  }

  private static Finding flink(String version) {
    return new RuntimeCheck(17, version, "1.20.0").run().get(1);
  }
}
