package io.pinflow.jobs.archive;

import io.pinflow.jobs.doctor.SourceLedger;
import io.pinflow.jobs.source.KafkaPosition;
import io.pinflow.jobs.source.RecordPosition;
import io.pinflow.jobs.source.SourceSystem;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The ledgers of some topics of an archive, for a look before a job starts. */
final class TopicsLedger implements SourceLedger {

  private final String root;
  private final LedgerFolder folder;
  private final List<String> topics;

  TopicsLedger(String root, LedgerFolder folder, List<String> topics) {
    this.root = root;
    this.folder = folder;
    this.topics = List.copyOf(topics);
  }

  @Override
  public String place() {
    return "the archive " + root;
  }

  @Override
  public String option() {
    return "--" + ArchiveOptions.ARCHIVE_ROOT.key();
  }

  @Override
  public Function<String, Optional<String>> read() throws IOException {
    Map<String, String> last = new HashMap<>();
    for (String topic : topics) {
      String prefix = new ArchivePrefix(SourceSystem.KAFKA, topic).toString();
      for (RecordPosition position : ArchiveLedger.read(folder, prefix).last()) {
        last.put(position.source(), Long.toString(((KafkaPosition) position).offset()));
      }
    }
    return source -> Optional.ofNullable(last.get(source));
  }
}
