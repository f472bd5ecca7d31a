package io.pinflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline under a handful of faults. Long runs are for people: see docs/chaos.md. */
@Tag("long")
class ChaosIT {

  private static final Duration LIMIT = Duration.ofMinutes(8);

  @TempDir private Path folder;

  @Test
  void losesAndDuplicatesNothingUnderFaults() {
    Path home = folder.resolve("home");
    CommandLine.Result chaos =
        CommandLine.pinflow("chaos", "--minutes=1", "--seed=13", "--home=" + home)
            .run(LIMIT)
            .expectSuccess();
    assertThat(chaos.out())
        .contains("lost: 0\n", "duplicated: 0\n", "sent by nobody: 0\n")
        .containsPattern("acknowledged: [1-9]\\d* records, [1-9]\\d* contents");
    assertThat(chaos.out())
        .contains("faults: taskmanager-kill 1, s3-kill 1, s3-lost-answers 1, rewind 1\n");
    assertThat(home.resolve("chaos")).doesNotExist();
  }
}
