package io.pinflow.jobs.archive;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which objects of a restored state must not appear any more. A state may name objects that
 * were never made visible: a job was killed right after its checkpoint, or went on from an older
 * one than a savepoint. If it is restored after another run has read the same records and archived
 * them in objects of its own, they would be there twice.
 *
 * <p>Objects of this run itself are never looked at: a run is restored from its own newest
 * checkpoint, and no other has come between.
 */
final class RestoredObjects {

  private static final Logger LOG = LoggerFactory.getLogger(RestoredObjects.class);

  private final String run;
  private final LedgerFolder folder;

  RestoredObjects(String run, LedgerFolder folder) {
    this.run = run;
    this.folder = folder;
  }

  /**
   * The hints of epochs of other runs whose objects are not visible and need not be, as all of
   * their records are archived.
   *
   * @throws IOException if a part of an epoch is archived and the rest is not: neither can its
   *     objects appear, nor can they be left out
   */
  Set<String> archivedElsewhere(Collection<ArchiveCommittable> committables) throws IOException {
    Set<String> archived = new HashSet<>();
    for (ArchiveCommittable committable : committables) {
      if (committable.epoch().isPresent()) {
        ArchiveEpoch epoch = committable.epoch().get();
        if (!epoch.run().equals(run)
            && epoch.hint().isPresent()
            && isIncomplete(epoch.hint().get(), committables)
            && isArchivedElsewhere(epoch, epoch.hint().get())) {
          archived.add(epoch.hint().get());
        }
      }
    }
    return archived;
  }

  private boolean isIncomplete(String hint, Collection<ArchiveCommittable> committables)
      throws IOException {
    for (ArchiveCommittable committable : committables) {
      if (committable.hint().filter(hint::equals).isPresent()) {
        FileSinkCommittable file = committable.file().orElseThrow(IllegalStateException::new);
        if (file.hasPendingFile() && !folder.isVisible(ArchiveCommittable.path(file))) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isArchivedElsewhere(ArchiveEpoch epoch, String hint) throws IOException {
    Set<String> streams =
        epoch.spans().stream().map(span -> span.last().stream()).collect(Collectors.toSet());
    Map<String, SourceCoverage> archived =
        ArchiveCoverage.read(folder, streams, Map.of(), Set.of(hint));
    List<SourceSpan> spans = epoch.spans();
    if (spans.stream().noneMatch(span -> of(span, archived).meets(span))) {
      return false;
    }
    for (SourceSpan span : spans) {
      if (!of(span, archived).holds(span)) {
        throw ArchiveErrors.partlyArchived(span);
      }
    }
    LOG.info(
        "The restored state names objects which were never finished, and whose records {} a later run"
            + " has archived: they are left out",
        spans);
    return true;
  }

  private static SourceCoverage of(SourceSpan span, Map<String, SourceCoverage> archived) {
    return archived.getOrDefault(span.last().source(), new SourceCoverage());
  }
}
