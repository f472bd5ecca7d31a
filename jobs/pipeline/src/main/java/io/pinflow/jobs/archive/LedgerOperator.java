package io.pinflow.jobs.archive;

import io.pinflow.jobs.config.JobErrors;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Moves the ledger on to what has been made visible, once a checkpoint, and deletes the hints which
 * it covers from then on. The one task of the job that writes the ledger.
 *
 * <p>An epoch comes here after its objects are visible. A source is read by one writer at a time
 * and in order, and a writer's epochs are committed in order, so all records of a source up to an
 * epoch's last are archived, and the ledger may move there without waiting for other writers. What
 * is repeated after a failure moves nothing. There is no state: a ledger that was not written in
 * time leaves hints behind, which say the same.
 */
final class LedgerOperator extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<CommittableMessage<ArchiveCommittable>, Void> {

  private static final long serialVersionUID = 1L;

  private final LedgerFolder folder;

  private transient Map<String, ArchiveLedger> ledgers;
  private transient Map<String, List<SourceSpan>> hints;
  private transient int writers;
  private transient int summaries;
  private transient int awaited;

  LedgerOperator(LedgerFolder folder) {
    this.folder = folder;
  }

  @Override
  public void open() throws Exception {
    super.open();
    ledgers = new HashMap<>();
    hints = new HashMap<>();
    try {
      folder.hints().forEach((name, pending) -> hints.put(name, pending.spans()));
    } catch (IOException e) {
      throw JobErrors.archiveFailed(folder.raw(), e);
    }
  }

  @Override
  public void processElement(StreamRecord<CommittableMessage<ArchiveCommittable>> element)
      throws Exception {
    CommittableMessage<ArchiveCommittable> message = element.getValue();
    if (message instanceof CommittableSummary) {
      CommittableSummary<ArchiveCommittable> summary =
          (CommittableSummary<ArchiveCommittable>) message;
      writers = summary.getNumberOfSubtasks();
      summaries++;
      awaited += summary.getNumberOfCommittables();
    } else {
      awaited--;
      ArchiveCommittable committable =
          ((CommittableWithLineage<ArchiveCommittable>) message).getCommittable();
      if (committable.epoch().isPresent()) {
        add(committable.epoch().get());
      }
    }
    if (summaries >= writers && awaited <= 0) {
      store();
    }
  }

  /** What has come since, of a checkpoint of which not every writer has told, waits no longer. */
  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    store();
  }

  private void add(ArchiveEpoch epoch) throws IOException {
    for (SourceSpan span : epoch.spans()) {
      String prefix = ArchiveBuckets.folder(span.last());
      ArchiveLedger ledger = ledgers.get(prefix);
      if (ledger == null) {
        try {
          ledger = ArchiveLedger.read(folder, prefix);
        } catch (IOException e) {
          throw JobErrors.archiveFailed(folder.raw(), e);
        }
        ledgers.put(prefix, ledger);
      }
      ledger.moveTo(span.last());
    }
    epoch.hint().ifPresent(hint -> hints.put(hint, epoch.spans()));
  }

  private void store() throws IOException {
    summaries = 0;
    awaited = 0;
    try {
      for (ArchiveLedger ledger : ledgers.values()) {
        ledger.store();
      }
      Iterator<Map.Entry<String, List<SourceSpan>>> left = hints.entrySet().iterator();
      while (left.hasNext()) {
        Map.Entry<String, List<SourceSpan>> hint = left.next();
        if (hint.getValue().stream().allMatch(this::isCovered)) {
          folder.deleteHint(hint.getKey());
          left.remove();
        }
      }
    } catch (IOException e) {
      throw JobErrors.archiveFailed(folder.raw(), e);
    }
  }

  private boolean isCovered(SourceSpan span) {
    ArchiveLedger ledger = ledgers.get(ArchiveBuckets.folder(span.last()));
    return ledger != null && ledger.covers(span.last());
  }
}
