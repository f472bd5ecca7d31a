package io.pinflow.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessIdentityTest {

  @TempDir private Path folder;
  private Process process;

  @BeforeEach
  void start() throws IOException {
    process = new ProcessBuilder("sleep", "60").start();
  }

  @AfterEach
  void end() {
    process.destroyForcibly();
  }

  @Test
  void findsTheProcessItDescribes() {
    assertThat(ProcessIdentity.of(process.toHandle()).find()).contains(process.toHandle());
  }

  @Test
  void doesNotTakeAnotherProcessWithARecycledIdForIt() {
    ProcessIdentity ended =
        new ProcessIdentity(
            process.pid(),
            ProcessIdentity.of(process.toHandle()).started().minus(Duration.ofMinutes(5)));
    assertThat(ended.find()).isEmpty();
  }

  @Test
  void doesNotFindAnEndedProcess() throws InterruptedException {
    ProcessIdentity identity = ProcessIdentity.of(process.toHandle());
    process.destroyForcibly();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(identity.find()).isEmpty();
  }

  @Test
  void survivesBeingWrittenAndRead() throws IOException {
    Path file = folder.resolve("kafka.pid");
    ProcessIdentity.of(process.toHandle()).write(file);
    assertThat(ProcessIdentity.read(file).orElseThrow().find()).contains(process.toHandle());
  }

  @Test
  void readsNothingFromADamagedFile() throws IOException {
    Path file = folder.resolve("kafka.pid");
    assertThat(ProcessIdentity.read(file)).isEmpty();
    Files.writeString(file, "12");
    assertThat(ProcessIdentity.read(file)).isEmpty();
    Files.writeString(file, "a b");
    assertThat(ProcessIdentity.read(file)).isEmpty();
  }
}
