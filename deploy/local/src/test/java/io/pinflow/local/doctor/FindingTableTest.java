package io.pinflow.local.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTableTest {

  @Test
  void alignsTheFindingsAndPutsTheRemedyBelow() {
    assertThat(
            FindingTable.of(
                List.of(
                    Finding.ok("Java", "17"),
                    Finding.warning("Kafka topic a", "does not exist yet", "Create it"),
                    Finding.error("S3", "two\n  lines", "Start it"))))
        .isEqualTo(
            """
            OK       Java           17
            WARNING  Kafka topic a  does not exist yet
                                    -> Create it
            ERROR    S3             two lines
                                    -> Start it
            1 errors, 1 warnings, 1 fine
            """);
  }

  @Test
  void letsALongNameStandOutAndNotMoveTheOthers() {
    String name = "table s3://bucket/a/very/long/path/to/some/pin_table";

    assertThat(FindingTable.of(List.of(Finding.ok("Java", "17"), Finding.ok(name, "is there"))))
        .startsWith("OK       Java" + " ".repeat(42) + "17\nOK       " + name + "  is there\n");
  }

  @Test
  void tellsThatNothingWasFound() {
    assertThat(FindingTable.of(List.of())).isEqualTo("0 errors, 0 warnings, 0 fine\n");
  }
}
