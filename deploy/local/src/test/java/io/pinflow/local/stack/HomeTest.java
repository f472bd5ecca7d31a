package io.pinflow.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

  @TempDir private Path folder;

  @Test
  void refusesAFileAndAPathThatKafkaOrFlinkWouldSplit() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> Home.at(file))
        .hasMessageContaining("--home: " + file)
        .extracting("exitCode")
        .isEqualTo(2);
    assertThatThrownBy(() -> Home.at(folder.resolve("a,b"))).hasMessageContaining("split paths");
  }

  @Test
  void lockIsHeldByOneCommandAtATime() {
    Home home = Home.at(folder.resolve("home"));
    try (HomeLock unused = HomeLock.take(home, "up")) {
      assertThatThrownBy(() -> HomeLock.take(home, "down"))
          .hasMessageContaining(
              "is in use by pinflow up (pid " + ProcessHandle.current().pid() + ")")
          .extracting("exitCode")
          .isEqualTo(2);
    }
    HomeLock.take(home, "down").close();
  }

  @Test
  void keysAreMadeOnceAndAreTheOwnersAlone() throws IOException {
    Home home = Home.at(folder.resolve("home"));
    Credentials first = Credentials.of(home);
    assertThat(Credentials.of(home)).isEqualTo(first);
    assertThat(first.secretKey()).hasSizeGreaterThan(20);
    assertThat(first.toString()).doesNotContain(first.secretKey());
    assertThat(Files.getPosixFilePermissions(home.credentials()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }
}
