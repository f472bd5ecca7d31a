package io.pinflow.local.demo;

import io.pinflow.local.job.KindCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where every record of one kind was at one moment: what the broker holds against what the jobs say
 * of it and against what can be read back. All numbers are totals over the life of the home.
 *
 * @param posted records in the topic, by the broker's end offsets, and in the stream
 * @param counts what CleanJob counted
 * @param stored what tables and archive hold; empty while there is no use in looking, since the job
 *     is not through
 */
record Account(String kind, long posted, KindCounts counts, Optional<Stored> stored) {

  /**
   * What can be read back.
   *
   * @param tableRows rows of the kind's clean table
   * @param quarantineRows rows of the quarantine which are of this kind
   * @param archiveMissing records which no line of the raw archive holds, by partition or shard
   * @param archiveRepeated lines of the raw archive which repeat a record, by partition or shard
   */
  record Stored(
      long tableRows,
      long quarantineRows,
      Map<String, Long> archiveMissing,
      Map<String, Long> archiveRepeated) {}

  /** Whether the job has decided on every record, so that looking at what is stored makes sense. */
  boolean decided() {
    return counts.received() == posted && counts.undecided() == 0;
  }

  boolean settled() {
    return stored.isPresent() && problems().isEmpty();
  }

  /** What does not add up, in the order in which a record goes its way. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    expect(problems, "CleanJob received", counts.received(), posted, "records posted");
    if (counts.undecided() != 0) {
      problems.add(
          kind
              + ": "
              + counts.undecided()
              + " received records are neither clean nor duplicate nor quarantined");
    }
    stored.ifPresent(
        found -> {
          expect(problems, "the table holds", found.tableRows(), counts.clean(), "clean records");
          expect(
              problems,
              "the quarantine holds",
              found.quarantineRows(),
              counts.quarantined(),
              "quarantined records");
          found.archiveMissing().forEach((place, n) -> archive(problems, place, n, "lacks"));
          found.archiveRepeated().forEach((place, n) -> archive(problems, place, n, "repeats"));
        });
    return problems;
  }

  private void expect(List<String> problems, String what, long found, long wanted, String of) {
    if (found != wanted) {
      problems.add(kind + ": " + what + " " + found + " of " + wanted + " " + of);
    }
  }

  private void archive(List<String> problems, String place, long number, String verb) {
    if (number != 0) {
      problems.add(kind + ": the raw archive " + verb + " " + number + " records of " + place);
    }
  }
}
