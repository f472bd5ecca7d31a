package io.pinflow.jobs.archive;

import static io.pinflow.jobs.archive.ArchiveFixture.overTwoHours;
import static io.pinflow.jobs.archive.ArchiveFixture.records;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.jobs.archive.ArchiveRun.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the archive's committer tells of its commits, by a clock of the test's own. */
class ArchiveMetricsTest {

  private static final String SINCE = "archiveSecondsSinceLastCommit";

  @TempDir private Path root;
  private ArchiveFixture archive;
  private ArchiveRun run;

  @BeforeEach
  void start() throws Exception {
    archive = new ArchiveFixture(root);
    run = archive.start();
  }

  @Test
  void countsCommitsObjectsAndTheirBytes() throws Exception {
    run.read(overTwoHours(0, 6));
    run.complete();
    run.read(records(6, 8));
    run.complete();
    run.complete();

    assertThat(run.count("archiveCommits")).as("one had nothing to commit").isEqualTo(2);
    assertThat(run.count("archiveCommittedObjects")).isEqualTo(3);
    assertThat(run.count("archiveCommittedBytes")).isEqualTo(visibleBytes());
    assertThat(run.gauge("archiveLastCommitMillis")).isNotNegative();
  }

  @Test
  void tellsTheSecondsSinceItWasUpToDate() throws Exception {
    run.passes(Duration.ofSeconds(90));
    assertThat(run.gauge(SINCE)).as("since the start").isEqualTo(90);

    run.read(records(0, 3));
    run.checkpoint();
    assertThat(run.gauge(SINCE)).as("the checkpoint is not complete").isEqualTo(90);
    run.commit();
    assertThat(run.gauge(SINCE)).as("since the commit").isZero();

    run.passes(Duration.ofSeconds(60));
    run.complete();
    assertThat(run.gauge(SINCE)).as("there was nothing to commit").isZero();
  }

  @Test
  void isNotUpToDateWithACommitThatFails() throws Exception {
    run.read(records(0, 3));
    run.checkpoint();
    cutOffUnfinished();
    run.passes(Duration.ofSeconds(120));

    assertThatThrownBy(() -> run.commit()).isNotNull();
    assertThat(run.gauge(SINCE)).isEqualTo(120);
    assertThat(run.count("archiveCommits")).isZero();
  }

  @Test
  void beginsAnewAfterARestoreWithTheObjectsThatWerePending() throws Exception {
    run.read(records(0, 3));
    run.complete();
    run.read(records(3, 6));
    State pending = run.checkpoint();

    ArchiveRun again = archive.goOn(run, pending);

    assertThat(again.count("archiveCommits")).isEqualTo(1);
    assertThat(again.count("archiveCommittedObjects")).isEqualTo(1);
    again.passes(Duration.ofSeconds(7));
    assertThat(again.gauge(SINCE)).isEqualTo(7);
  }

  private long visibleBytes() throws IOException {
    long bytes = 0;
    for (Path object : files(name -> !name.startsWith("."))) {
      bytes += Files.size(object);
    }
    return bytes;
  }

  private void cutOffUnfinished() throws IOException {
    for (Path unfinished : files(name -> name.startsWith("."))) {
      Files.write(unfinished, new byte[0]);
    }
  }

  private List<Path> files(Predicate<String> name) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("raw/topics"))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> name.test(file.getFileName().toString()))
          .collect(toList());
    }
  }
}
