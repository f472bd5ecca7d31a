package io.pinflow.jobs.archive;

import static io.pinflow.jobs.archive.ArchiveFixture.overTwoHours;
import static io.pinflow.jobs.archive.ArchiveFixture.records;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the archive holds when a run ends between two steps and another one begins without state.
 */
class ArchiveStatelessStartTest {

  private ArchiveFixture archive;

  @BeforeEach
  void openArchive(@TempDir Path root) {
    archive = new ArchiveFixture(root);
  }

  @Test
  void leavesOutWhatTheLedgerCoversOnceItStartsWithoutState() throws Exception {
    ArchiveRun run = archive.start();
    run.read(records(0, 5));
    run.complete();

    run = archive.start();
    run.read(records(0, 8));
    run.complete();

    archive.assertArchivedOnce(8);
    assertThat(run.count("t.covered")).isEqualTo(5);
    assertThat(run.count("t.received")).isEqualTo(3);
  }

  @Test
  void archivesWhatAKilledRunNeverMadeVisible() throws Exception {
    ArchiveRun run = archive.start();
    run.read(records(0, 5));
    run.checkpoint();

    run = archive.start();
    run.read(records(0, 8));
    run.complete();

    archive.assertArchivedOnce(8);
    assertThat(run.count("t.covered")).isZero();
    assertThat(archive.files("pending")).isEmpty();
  }

  @Test
  void leavesOutWhatAKilledRunMadeVisibleButDidNotTellTheLedger() throws Exception {
    ArchiveRun run = archive.start();
    run.read(records(0, 5));
    run.complete();
    run.read(records(5, 9));
    run.checkpoint();
    run.commit();

    run = archive.start();
    run.read(records(0, 12));
    assertThat(archive.files("pending")).hasSize(1);
    run.complete();

    archive.assertArchivedOnce(12);
    assertThat(run.count("t.covered")).isEqualTo(9);
    assertThat(archive.files("pending")).isEmpty();
  }

  @Test
  void leavesOutTheVisibleOnesOfTheObjectsAmidWhichACommitFailed() throws Exception {
    archive.killAmidACommit();
    assertThat(archive.records()).hasSize(3);

    ArchiveRun run = archive.start();
    run.read(overTwoHours(0, 9));
    run.complete();

    archive.assertArchivedOnce(9);
    assertThat(run.count("t.covered")).isEqualTo(3);
    assertThat(archive.files("pending")).isEmpty();
  }
}
