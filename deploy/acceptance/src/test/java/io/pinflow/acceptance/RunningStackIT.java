package io.pinflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.fixture.RequiresKinesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One stack with running jobs: watched, queried, verified, and maintained day by day. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RunningStackIT implements MonitoringBehaviour, SqlBehaviour, DailyRunBehaviour {

  @TempDir static Path folder;

  private static RunningStack stack;

  @BeforeAll
  static void startEverything() throws IOException {
    stack = new RunningStack(folder.toRealPath());
    stack.start();
  }

  @AfterAll
  static void stopEverything() {
    stack.close();
  }

  @Override
  public RunningStack stack() {
    return stack;
  }

  @Test
  void everyRecordIsAccountedForUntilAnObjectOfTheArchiveIsTakenAway() throws IOException {
    assertThat(stack.verified().out())
        .containsPattern("kafka://pinflow.pin/\\d +\\|")
        .contains("Every position is accounted for exactly once.");

    Path object = largestArchivedObject();
    Path taken = folder.resolve("taken");
    Files.move(object, taken);
    CommandLine.Result damaged = stack.pinflow("verify", "--wait=off");
    Files.move(taken, object);

    assertThat(damaged.exitCode()).isEqualTo(1);
    assertThat(damaged.out()).containsPattern("- kafka://pinflow.pin/\\d: \\d+-\\d+ are .*archive");
  }

  @Test
  @RequiresKinesis
  void everyRecordOfTheStreamsIsAccountedFor() {
    for (String kind : FewPosts.KINDS) {
      assertThat(stack.verified().out())
          .containsPattern("kinesis://streaming-pinflow-" + kind + "/\\S+ +\\|");
    }
  }

  private static Path largestArchivedObject() throws IOException {
    try (Stream<Path> files = Files.walk(stack.bucket().resolve("raw/topics/pinflow.pin"))) {
      return files
          .filter(file -> file.toString().endsWith(".json.gz"))
          .max(Comparator.comparingLong(file -> file.toFile().length()))
          .orElseThrow();
    }
  }
}
