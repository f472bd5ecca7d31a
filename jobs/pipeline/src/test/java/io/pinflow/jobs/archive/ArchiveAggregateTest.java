package io.pinflow.jobs.archive;

import static io.pinflow.jobs.archive.ArchiveFixture.aggregated;
import static io.pinflow.jobs.archive.ArchiveFixture.later;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.archive.ArchiveRun.State;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The records of an aggregate, which share one position, are told apart when a run ends amid them.
 */
class ArchiveAggregateTest {

  private ArchiveFixture archive;

  @BeforeEach
  void openArchive(@TempDir Path root) {
    archive = new ArchiveFixture(root);
  }

  @Test
  void tellsTheRecordsOfAnAggregateApartWhichACheckpointHasSplit() throws Exception {
    ArchiveRun run = archive.start("s", null);
    run.read(aggregated(1, "a", "b"));
    run.read(aggregated(2, "c", "d", "e"));
    State split = run.complete();
    assertThat(archive.ledgerText()).contains("\"kinesis://s/shardId-0/2\",\"last_record\":3");

    run = archive.start("s", split);
    run.read(aggregated(2, "f", "g"));
    run.read(aggregated(3, "h"));
    State later = run.complete();
    assertThat(run.count("s.covered")).isZero();
    run = archive.start("s", split);
    run.read(aggregated(2, "f", "g"));
    run.read(aggregated(3, "h", "i"));
    run.complete();
    assertThat(run.count("s.covered")).isEqualTo(3);
    run = archive.start("s", null);
    run.read(aggregated(1, "a", "b"));
    run.read(aggregated(2, "c", "d", "e", "f", "g"));
    run.read(aggregated(3, "h", "i", "j"));
    run.complete();
    assertThat(run.count("s.covered")).isEqualTo(9);
    run = archive.start("s", later);
    run.read(aggregated(3, "i", "j", "k"));
    run.complete();

    assertThat(archive.values())
        .containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k");
  }

  @Test
  void tellsTheRecordsOfAnAggregateApartOfWhichTheLedgerWasNotTold() throws Exception {
    ArchiveRun run = archive.start("s", null);
    run.read(aggregated(1, "a", "b"));
    State split = run.complete();
    run = archive.start("s", split);
    // The aggregate's second half and, an hour later, the object which is lost.
    run.read(aggregated(1, "c", "d"));
    run.read(later(aggregated(2, "e")));
    archive.commitWithout("hour=01", run);
    assertThat(archive.values()).containsExactlyInAnyOrder("a", "b", "c", "d");

    run = archive.start("s", null);
    run.read(aggregated(1, "a", "b", "c", "d", "x"));
    run.read(later(aggregated(2, "e")));
    run.complete();

    assertThat(run.count("s.covered")).isEqualTo(4);
    assertThat(archive.values()).containsExactlyInAnyOrder("a", "b", "c", "d", "x", "e");
  }
}
