package io.pinflow.jobs.archive;

import static io.pinflow.jobs.archive.ArchiveFixture.overTwoHours;
import static io.pinflow.jobs.archive.ArchiveFixture.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.jobs.archive.ArchiveRun.State;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the archive holds when a run goes on from a state, be it its newest one or an older one. */
class ArchiveRestoreTest {

  private ArchiveFixture archive;

  @BeforeEach
  void openArchive(@TempDir Path root) {
    archive = new ArchiveFixture(root);
  }

  @Test
  void finishesTheObjectsOfItsNewestCheckpoint() throws Exception {
    ArchiveRun run = archive.start();
    run.read(records(0, 5));
    State newest = run.checkpoint();

    run = archive.start(newest);
    assertThat(archive.records()).hasSize(5);
    run.read(records(5, 7));
    run.complete();

    archive.assertArchivedOnce(7);
    assertThat(archive.files("pending")).isEmpty();
  }

  @Test
  void neverFinishesObjectsWhoseRecordsALaterRunHasArchived() throws Exception {
    ArchiveRun run = archive.start();
    run.read(records(0, 5));
    State unfinished = run.checkpoint();
    run = archive.start();
    run.read(records(0, 8));
    run.complete();

    run = archive.start(unfinished);
    run.read(records(5, 10));
    run.complete();

    archive.assertArchivedOnce(10);
    assertThat(run.count("t.covered")).isEqualTo(3);
  }

  /** The last record of all is in the object that was finished. */
  @Test
  void neverFinishesTheOtherObjectsWhoseRecordsALaterRunHasArchived() throws Exception {
    ArchiveRun run = archive.start();
    run.read(overTwoHours(0, 5));
    State unfinished = archive.commitWithout("hour=01", run);
    run = archive.start();
    run.read(overTwoHours(0, 5));
    run.complete();
    archive.assertArchivedOnce(5);

    run = archive.start(unfinished);
    run.read(overTwoHours(5, 8));
    run.complete();

    archive.assertArchivedOnce(8);
  }

  @Test
  void refusesAStateWhoseUnfinishedObjectsAreArchivedInPart() throws Exception {
    ArchiveRun run = archive.start();
    run.read(records(0, 5));
    State unfinished = run.checkpoint();
    run = archive.start();
    run.read(records(0, 3));
    run.complete();

    assertThatThrownBy(() -> archive.start(unfinished))
        .hasStackTraceContaining("kafka://t/0/0..kafka://t/0/4")
        .hasStackTraceContaining("Restore the newest checkpoint or savepoint of the job");
    run = archive.start();
    run.read(records(0, 6));
    run.complete();
    archive.assertArchivedOnce(6);
  }

  @Test
  void goesOnFromAnyCheckpointOfARun() throws Exception {
    ArchiveRun run = archive.start();
    run.read(records(0, 2));
    State first = run.complete();
    run.read(records(2, 4));
    State second = run.complete();
    run.read(records(4, 6));
    run.complete();

    run = archive.start(first);
    run.read(records(2, 7));
    run.complete();
    assertThat(run.count("t.covered")).isEqualTo(4);
    run = archive.start(second);
    run.read(records(4, 9));
    run.complete();

    archive.assertArchivedOnce(9);
  }

  @Test
  void goesOnByItselfAfterAFailureInARunThatLeavesOut() throws Exception {
    archive.killAmidACommit();
    ArchiveRun run = archive.start();
    run.read(overTwoHours(0, 2));
    State checkpoint = run.complete();
    run.read(overTwoHours(2, 5));

    run = archive.goOn(run, checkpoint);
    run.read(overTwoHours(2, 9));
    run.complete();

    archive.assertArchivedOnce(9);
    assertThat(archive.files("pending")).isEmpty();
  }
}
