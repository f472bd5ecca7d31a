package io.pinflow.jobs.archive;

import static io.pinflow.jobs.archive.ArchiveFixture.of;
import static io.pinflow.jobs.archive.ArchiveFixture.overTwoHours;
import static io.pinflow.jobs.archive.ArchiveFixture.records;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which hints and which files of the ledger there are after each step of a run. */
class LedgerFolderTest {

  private ArchiveFixture archive;

  @BeforeEach
  void openArchive(@TempDir Path root) {
    archive = new ArchiveFixture(root);
  }

  @Test
  void namesItsObjectsBeforeTheCheckpointAndForgetsThemWhenTheLedgerCoversThem() throws Exception {
    ArchiveRun run = archive.start();
    run.read(records(0, 3));
    assertThat(archive.files("pending")).isEmpty();

    run.checkpoint();
    assertThat(archive.files("pending")).hasSize(1);
    assertThat(archive.files("topics/t")).isEmpty();
    assertThat(archive.records()).isEmpty();

    run.commit();
    assertThat(archive.files("pending")).hasSize(1);
    assertThat(archive.files("topics/t")).isEmpty();
    assertThat(archive.records()).hasSize(3);

    run.handOn();
    assertThat(archive.files("pending")).isEmpty();
    assertThat(archive.files("topics/t")).hasSize(1);
    assertThat(Files.readString(archive.files("topics/t").get(0)))
        .isEqualTo("{\"sources\":[{\"last\":\"kafka://t/0/2\"}]}");
  }

  @Test
  void writesNeitherHintNorLedgerWithoutRecords() throws Exception {
    ArchiveRun run = archive.start();
    run.complete();
    run.complete();

    assertThat(archive.files("pending")).isEmpty();
    assertThat(archive.files("topics/t")).isEmpty();
  }

  @Test
  void keepsAHintUntilTheLedgerIsPastAllOfItsObjects() throws Exception {
    archive.killAmidACommit();

    ArchiveRun run = archive.start();
    run.read(overTwoHours(0, 3));
    run.complete();
    assertThat(archive.ledgerText()).contains("kafka://t/0/");
    assertThat(archive.files("pending")).hasSize(1);
    run = archive.start();
    run.read(overTwoHours(0, 9));
    run.complete();

    archive.assertArchivedOnce(9);
    assertThat(archive.files("pending")).isEmpty();
  }

  @Test
  void movesTheLedgerOnOverWhatItLeavesOut() throws Exception {
    ArchiveRun run = archive.start();
    run.read(records(0, 5));
    run.checkpoint();
    run.commit();

    run = archive.start();
    run.read(records(0, 5));
    run.complete();

    assertThat(archive.ledgerText()).contains("kafka://t/0/4");
    assertThat(archive.files("pending")).isEmpty();
    archive.assertArchivedOnce(5);
  }

  @Test
  void passesOverALedgerAndAHintThatWereCutOff() throws Exception {
    ArchiveRun run = archive.start();
    run.read(records(0, 5));
    run.complete();
    Files.writeString(
        archive.ledger("topics/t/00000000000000000002-x.json"),
        "{\"sources\":[{\"last\":\"kafka://t/0/4");
    Files.createDirectories(archive.ledger("pending"));
    Files.writeString(archive.ledger("pending/y.json"), "{\"objects\":[\"topics/t/");

    run = archive.start();
    run.read(records(0, 8));
    run.complete();

    archive.assertArchivedOnce(8);
    assertThat(run.count("t.covered")).isEqualTo(5);
    assertThat(archive.files("topics/t"))
        .singleElement()
        .asString()
        .contains("/00000000000000000003-");
  }

  @Test
  void leavesTheHintsOfAnotherJobsTopicAlone() throws Exception {
    ArchiveRun other = archive.start("u", null);
    other.read(of("u", 0), of("u", 1));
    other.checkpoint();
    ArchiveRun run = archive.start();
    run.read(records(0, 2));
    run.complete();
    other.commit();
    assertThat(archive.files("pending")).hasSize(1);

    other = archive.start("u", null);
    other.read(of("u", 0), of("u", 1), of("u", 2));
    other.complete();

    assertThat(other.count("u.covered")).isEqualTo(2);
    assertThat(archive.records()).hasSize(5).doesNotHaveDuplicates();
    assertThat(archive.files("pending")).isEmpty();
  }
}
