package io.pinflow.local.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.local.doctor.Finding.State;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFindingsTest {

  @TempDir private Path folder;

  @Test
  void warnsOfAJavaThatFlinkIsNotMadeFor() {
    assertThat(StackFindings.java(17).state()).isEqualTo(State.OK);
    assertThat(StackFindings.java(21))
        .isEqualTo(
            Finding.warning(
                "Java of the stack",
                "21 is newer than what Flink 1.20 is made for",
                "Point JAVA_HOME to a JDK 17"));
  }

  @Test
  void warnsOfADiskThatIsNearlyFullAlsoBeforeTheHomeExists() {
    Path home = folder.resolve("not/yet");

    assertThat(StackFindings.disk(home, 0).state()).isEqualTo(State.OK);
    Finding full = StackFindings.disk(home, Long.MAX_VALUE);
    assertThat(full.state()).isEqualTo(State.WARNING);
    assertThat(full.what()).isEqualTo("disk of " + home);
    assertThat(full.detail()).matches("only \\d+ MB are free");
    assertThat(home).doesNotExist();
  }
}
