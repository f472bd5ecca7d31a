package io.pinflow.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.local.report.LocalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartProcessTest {

  @TempDir private Path folder;
  private Home home;
  private PartProcess part;

  @BeforeEach
  void open() {
    home = Home.at(folder.resolve("home with a space"));
    part = new PartProcess(home, Part.KAFKA);
  }

  @AfterEach
  void end() {
    part.stop(Duration.ofMillis(100));
  }

  @Test
  void isFoundAndEndedByAnotherCommand() {
    ProcessHandle process = part.start(spec("sleep 60", () -> null));
    PartProcess other = new PartProcess(Home.at(home.root()), Part.KAFKA);
    assertThat(other.find()).contains(process);
    other.stop(Duration.ofSeconds(5));
    assertThat(process.isAlive()).isFalse();
    assertThat(part.find()).isEmpty();
  }

  @Test
  void endsByForceWhatDoesNotEndWhenAsked() {
    ProcessHandle process =
        part.start(spec("trap '' TERM; echo ready; while true; do sleep 0.1; done", () -> null));
    awaitLog("ready");
    part.stop(Duration.ofMillis(200));
    assertThat(process.isAlive()).isFalse();
  }

  /** With two cores a pool of threads as many as those would ask two at a time. */
  @Test
  void asksAllBeforeItWaitsForOne() {
    Path asked = folder.resolve("asked");
    Path ended = folder.resolve("ended");
    ProcessHandle first =
        part.start(untilAsked("until [ -e %s ]; do sleep 0.05; done; touch %s", asked, ended));
    PartProcess other = new PartProcess(home, Part.S3);
    ProcessHandle second = other.start(untilAsked("touch %s", asked));
    awaitLog("ready");
    awaitLog(Part.S3, "ready");

    PartProcess.stopAll(List.of(part, other), Duration.ofSeconds(10));

    assertThat(ended).exists();
    assertThat(List.of(first, second)).noneMatch(ProcessHandle::isAlive);
    assertThat(List.of(part, other)).allMatch(process -> process.find().isEmpty());
  }

  /** Runs until it is asked to end, and does something then. */
  private static PartSpec untilAsked(String then, Path... files) {
    return spec(
        "trap '"
            + then.formatted((Object[]) files)
            + "; exit 0' TERM; echo ready; while true; do sleep 0.1; done",
        () -> null);
  }

  @Test
  void ignoresTheInterruptOfTheTerminal()
      throws ExecutionException, IOException, InterruptedException {
    ProcessHandle process = part.start(spec("echo ready; sleep 60; true", () -> null));
    awaitLog("ready");
    Process kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
    assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.onExit().completeOnTimeout(null, 300, TimeUnit.MILLISECONDS).get()).isNull();
  }

  @Test
  void saysWhatTheLogSaysWhenThePartStopsWhileStarting() {
    PartSpec spec =
        spec(
            "echo 'first'; echo 'java.net.BindException: Address already in use'; exit 3",
            () -> "later");
    ProcessHandle process = part.start(spec);
    assertThatThrownBy(() -> part.awaitReady(process, spec))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining(
            "kafka stopped while starting: java.net.BindException: Address already in use")
        .hasMessageContaining(home.log(Part.KAFKA).toString());
  }

  @Test
  void saysWhatIsMissingWhenThePartIsNotReadyInTime() {
    PartSpec spec =
        new PartSpec(
            Part.KAFKA,
            List.of("sleep", "60"),
            Map.of(),
            () -> "no leader",
            Duration.ofMillis(200));
    ProcessHandle process = part.start(spec);
    assertThatThrownBy(() -> part.awaitReady(process, spec))
        .hasMessageContaining("kafka was not ready after 0 s: no leader");
  }

  @Test
  void keepsTheLogOfTheRunBefore() throws IOException {
    ProcessHandle first = part.start(spec("echo one", () -> null));
    first.onExit().join();
    ProcessHandle second = part.start(spec("echo two", () -> null));
    second.onExit().join();
    assertThat(Files.readString(home.log(Part.KAFKA))).isEqualTo("two\n");
    assertThat(Files.readString(home.logs().resolve("kafka.log.1"))).isEqualTo("one\n");
  }

  private void awaitLog(String text) {
    awaitLog(Part.KAFKA, text);
  }

  private void awaitLog(Part of, String text) {
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> Files.readString(home.log(of)).contains(text));
  }

  private static PartSpec spec(String script, PartSpec.Probe ready) {
    return new PartSpec(
        Part.KAFKA, List.of("/bin/sh", "-c", script), Map.of(), ready, Duration.ofSeconds(10));
  }
}
