package io.pinflow.jobs;

import static io.pinflow.jobs.ArchivedAndCleaned.POSTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.verify.VerifyCommand;
import io.pinflow.schema.RecordKind;
import io.pinflow.testing.KafkaBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Verifies what both jobs have made, as they left it: all of it, parts of it, nothing yet. */
@ExtendWith(SharedBroker.class)
class VerifyCommandIT {

  @TempDir private static Path folder;

  private static ArchivedAndCleaned original;

  @TempDir private Path copyFolder;

  private VerifiedCopy copy;
  private int sent;

  @BeforeAll
  static void runBothJobs(KafkaBroker broker) throws Exception {
    original = ArchivedAndCleaned.fill(broker, "verified", folder);
  }

  @AfterAll
  static void close() {
    original.close();
  }

  @BeforeEach
  void copyEverything() throws Exception {
    copy = original.copyTo(copyFolder);
    sent = original.topics().sent().size();
  }

  @Test
  void everythingIsAccountedForWhereNothingIsDamaged() {
    assertThat(copy.verify()).as(copy.out()).isZero();
    int bad = BadRecords.of(RecordKind.PIN).size();
    assertThat(copy.out())
        .containsPattern("verified.pin/0 +\\| +" + (POSTS + bad) / 2)
        .containsPattern("total +\\| +" + sent + " \\| +" + sent + " \\| +12\\d \\| +10 \\|")
        .contains("Every position is accounted for exactly once.");
  }

  @Test
  void theArchiveAloneIsAccountedForWhereTheBrokerIsGone() {
    assertThat(copy.verifyAlone()).as(copy.out()).isZero();
    assertThat(copy.out()).containsPattern("total +\\| +0 \\| +" + sent + " \\|");
  }

  @Test
  void whatNoJobHasReadYetIsPending() throws Exception {
    Files.move(copy.lake(), copy.lake().resolveSibling("lake-of-nobody"));

    assertThat(copy.verify()).as(copy.out()).isEqualTo(VerifyCommand.NOT_ACCOUNTED_FOR);
    assertThat(copy.out())
        .contains("are in no table yet")
        .containsPattern("total .*\\| +" + sent + " \\| +0 \\| +0\n");
  }

  @Test
  void refusesToGuess() {
    assertThat(copy.run(List.of("--table-root", "/lake"))).isEqualTo(2);
    assertThat(copy.out()).contains("archive-root").contains("is missing");
  }
}
