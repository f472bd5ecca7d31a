package io.pinflow.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {

  @TempDir private Path root;

  @Test
  void leavesKinesisOutWhereTheBuildFoundNoNode() throws IOException {
    Installation installation = new Installation(root);
    assertThat(installation.parts())
        .contains(Part.KAFKA, Part.S3, Part.GATEWAY)
        .doesNotContain(Part.KINESIS, Part.PROMETHEUS);
    Path script = root.resolve("deploy/runtime/kinesis/target/kinesis/server.cjs");
    Files.createDirectories(script.getParent());
    Files.createFile(script);
    assertThat(installation.parts().contains(Part.KINESIS)).isEqualTo(isNodeOnPath());
  }

  @Test
  void runsThePrometheusItHasFetchedWhereNoneIsOnThePath() throws IOException {
    Installation installation = new Installation(root);
    Path fetched = root.resolve("target/prometheus/usr/bin/prometheus");
    assertThat(installation.prometheus()).isNotEqualTo(Optional.of(fetched));
    Files.createDirectories(fetched.getParent());
    Files.createFile(fetched);
    assertThat(fetched.toFile().setExecutable(true)).isTrue();
    assertThat(installation.prometheus())
        .hasValueSatisfying(
            program ->
                assertThat(program)
                    .isIn(fetched, Installation.onPath("prometheus").orElse(fetched)));
  }

  private static boolean isNodeOnPath() {
    try {
      return new ProcessBuilder("node", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
