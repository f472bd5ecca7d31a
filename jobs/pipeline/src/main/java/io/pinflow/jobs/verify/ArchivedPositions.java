package io.pinflow.jobs.verify;

import io.pinflow.jobs.archive.ArchiveObjects;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.SourceSystem;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.flink.core.fs.Path;

/** The records of the archive. An object that cannot be read to its end becomes a finding. */
final class ArchivedPositions {

  private final ArchiveObjects archive;

  ArchivedPositions(ArchiveObjects archive) {
    this.archive = archive;
  }

  /** Notes the position of every line of topics and streams whose records have a known kind. */
  void readPositions(Findings findings) throws IOException {
    for (SourceSystem system : SourceSystem.values()) {
      Predicate<String> known = name -> system.kindOf(name).isPresent();
      for (Path object : archive.list(system, known)) {
        read(
            object,
            record -> {
              String uri = record.position().uri();
              if (!findings.add(uri, Fact.ARCHIVED)) {
                findings.problem(VerifyErrors.unknownLine(object, uri));
              }
            },
            findings);
      }
    }
  }

  /** Gives every record of some topics and streams. */
  void read(Predicate<String> wanted, Consumer<RawRecord> records, Findings findings)
      throws IOException {
    for (SourceSystem system : SourceSystem.values()) {
      for (Path object : archive.list(system, wanted)) {
        read(object, records, findings);
      }
    }
  }

  private static void read(Path object, Consumer<RawRecord> records, Findings findings) {
    try {
      ArchiveObjects.read(
          object,
          records,
          (line, why) -> findings.problem(VerifyErrors.brokenLine(object, line, why)));
    } catch (IOException e) {
      findings.problem(VerifyErrors.brokenObject(object, e));
    }
  }
}
