package io.pinflow.jobs.archive;

import static java.util.stream.Collectors.toList;

import io.pinflow.jobs.config.JobErrors;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.file.sink.FileSinkCommittable;

/**
 * Makes objects visible. The epoch they belong to goes on to the ledger only after all of them have
 * been: one call commits what one checkpoint has of a writer, and fails as a whole.
 */
final class ArchiveCommitter implements Committer<ArchiveCommittable> {

  private final LedgerFolder ledger;
  private final RestoredObjects restored;
  private final Committer<FileSinkCommittable> committer;
  private final ArchiveMetrics metrics;

  ArchiveCommitter(
      LedgerFolder ledger,
      RestoredObjects restored,
      Committer<FileSinkCommittable> committer,
      ArchiveMetrics metrics) {
    this.ledger = ledger;
    this.restored = restored;
    this.committer = committer;
    this.metrics = metrics;
  }

  @Override
  public void commit(Collection<CommitRequest<ArchiveCommittable>> requests)
      throws IOException, InterruptedException {
    List<ArchiveCommittable> all = new ArrayList<>(requests.size());
    requests.forEach(request -> all.add(request.getCommittable()));
    long start = System.nanoTime();
    try {
      Set<String> archivedElsewhere = restored.archivedElsewhere(all);
      List<CommitRequest<FileSinkCommittable>> files = new ArrayList<>();
      for (CommitRequest<ArchiveCommittable> request : requests) {
        ArchiveCommittable committable = request.getCommittable();
        if (committable.file().isPresent()
            && committable.hint().filter(archivedElsewhere::contains).isEmpty()) {
          files.add(new FileRequest(request, committable.file().get()));
        }
      }
      committer.commit(files);
      metrics.committed(committables(files), Duration.ofNanos(System.nanoTime() - start));
    } catch (IOException e) {
      throw JobErrors.archiveFailed(ledger.raw(), e);
    }
  }

  private static List<FileSinkCommittable> committables(
      List<CommitRequest<FileSinkCommittable>> requests) {
    return requests.stream().map(CommitRequest::getCommittable).collect(toList());
  }

  @Override
  public void close() throws Exception {
    committer.close();
  }

  /** A request of the file sink's, which is answered to the one it is a part of. */
  private static final class FileRequest implements CommitRequest<FileSinkCommittable> {

    private final CommitRequest<ArchiveCommittable> request;
    private final FileSinkCommittable file;

    FileRequest(CommitRequest<ArchiveCommittable> request, FileSinkCommittable file) {
      this.request = request;
      this.file = file;
    }

    @Override
    public FileSinkCommittable getCommittable() {
      return file;
    }

    @Override
    public int getNumberOfRetries() {
      return request.getNumberOfRetries();
    }

    @Override
    public void signalFailedWithKnownReason(Throwable t) {
      request.signalFailedWithKnownReason(t);
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable t) {
      request.signalFailedWithUnknownReason(t);
    }

    @Override
    public void retryLater() {
      request.retryLater();
    }

    @Override
    public void updateAndRetryLater(FileSinkCommittable changed) {
      request.updateAndRetryLater(
          ArchiveCommittable.of(changed, request.getCommittable().hint().orElse(null)));
    }

    @Override
    public void signalAlreadyCommitted() {
      request.signalAlreadyCommitted();
    }
  }
}
