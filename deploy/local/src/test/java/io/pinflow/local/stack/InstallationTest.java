package io.pinflow.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {

  @TempDir private Path root;

  @Test
  void leavesKinesisOutWhereTheBuildFoundNoNode() throws IOException {
    Installation installation = new Installation(root);
    assertThat(installation.parts())
        .contains(Part.KAFKA, Part.S3, Part.GATEWAY)
        .doesNotContain(Part.KINESIS);
    Path script = root.resolve("deploy/runtime/kinesis/target/kinesis/server.cjs");
    Files.createDirectories(script.getParent());
    Files.createFile(script);
    assertThat(installation.parts().contains(Part.KINESIS)).isEqualTo(isNodeOnPath());
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
