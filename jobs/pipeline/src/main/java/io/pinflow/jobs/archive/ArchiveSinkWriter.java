package io.pinflow.jobs.archive;

import io.pinflow.jobs.config.JobErrors;
import io.pinflow.jobs.source.RawRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.connector.file.sink.writer.FileWriter;
import org.apache.flink.connector.file.sink.writer.FileWriterBucketState;

/**
 * The file sink's writer, which says with each checkpoint which objects may appear and what they
 * hold: in a hint, which is stored before the checkpoint can complete, and in the epoch, which
 * follows the objects to where they are made visible.
 */
final class ArchiveSinkWriter
    implements StatefulSinkWriter<RawRecord, FileWriterBucketState>,
        CommittingSinkWriter<RawRecord, ArchiveCommittable> {

  /**
   * The folder of a record is told by the record alone. Flink's own context would make an object of
   * each record's time.
   */
  private static final Context NO_TIME =
      new Context() {
        @Override
        public long currentWatermark() {
          return Long.MIN_VALUE;
        }

        @Override
        @Nullable
        public Long timestamp() {
          return null;
        }
      };

  private final String run;
  private final LedgerFolder ledger;
  private final FileWriter<RawRecord> writer;
  private final SpanTracker archived = new SpanTracker();

  ArchiveSinkWriter(String run, LedgerFolder ledger, FileWriter<RawRecord> writer) {
    this.run = run;
    this.ledger = ledger;
    this.writer = writer;
  }

  @Override
  public void write(RawRecord record, Context context) throws IOException, InterruptedException {
    if (!record.isPassedOver()) {
      try {
        writer.write(record, NO_TIME);
      } catch (IOException e) {
        throw JobErrors.archiveFailed(ledger.raw(), e);
      }
    }
    // What is passed over is archived: the ledger may move on over it.
    archived.add(record.position());
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    try {
      writer.flush(endOfInput);
    } catch (IOException e) {
      throw JobErrors.archiveFailed(ledger.raw(), e);
    }
  }

  @Override
  public List<ArchiveCommittable> prepareCommit() throws IOException {
    try {
      Collection<FileSinkCommittable> files = writer.prepareCommit();
      List<SourceSpan> spans = archived.take();
      String hint = addHint(files, spans);
      List<ArchiveCommittable> committables = new ArrayList<>(files.size() + 1);
      files.forEach(file -> committables.add(ArchiveCommittable.of(file, hint)));
      committables.add(ArchiveCommittable.of(new ArchiveEpoch(run, hint, spans)));
      return committables;
    } catch (IOException e) {
      throw JobErrors.archiveFailed(ledger.raw(), e);
    }
  }

  /** Returns null where no object can appear. */
  private String addHint(Collection<FileSinkCommittable> files, List<SourceSpan> spans)
      throws IOException {
    List<String> objects = new ArrayList<>();
    for (FileSinkCommittable file : files) {
      if (file.hasPendingFile()) {
        objects.add(ArchiveCommittable.path(file));
      }
    }
    return objects.isEmpty() ? null : ledger.addHint(new PendingObjects(objects, spans));
  }

  @Override
  public List<FileWriterBucketState> snapshotState(long checkpoint) throws IOException {
    try {
      return writer.snapshotState(checkpoint);
    } catch (IOException e) {
      throw JobErrors.archiveFailed(ledger.raw(), e);
    }
  }

  @Override
  public void close() {
    writer.close();
  }
}
