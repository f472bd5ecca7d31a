package io.pinflow.jobs.archive;

import io.pinflow.jobs.source.KinesisPosition;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RecordPosition;
import io.pinflow.jobs.source.SourceSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an archive holds of some topics and streams beyond what a state knows of: by its ledger, and
 * by the objects which the hints name where those have more. Nothing of it is opened but objects of
 * which a crash made some of one checkpoint visible and others not.
 */
final class ArchiveCoverage {

  private static final Logger LOG = LoggerFactory.getLogger(ArchiveCoverage.class);

  private final LedgerFolder folder;
  private final Set<String> streams;
  private final Map<String, RecordPosition> known;
  private final Map<String, SourceCoverage> bySource = new HashMap<>();
  private int hints;
  private int objectsRead;

  private ArchiveCoverage(
      LedgerFolder folder, Collection<String> streams, Map<String, RecordPosition> known) {
    this.folder = folder;
    this.streams = new HashSet<>(streams);
    this.known = known;
  }

  /**
   * Reads what is archived.
   *
   * @param streams the topics and streams to look at
   * @param known by source, the position up to which the archive is not asked for
   * @return by source; none of a source of which nothing more is archived
   */
  static Map<String, SourceCoverage> read(
      LedgerFolder folder, Collection<String> streams, Map<String, RecordPosition> known)
      throws IOException {
    return read(folder, streams, known, Set.of());
  }

  /** As above, without the objects of some hints. */
  static Map<String, SourceCoverage> read(
      LedgerFolder folder,
      Collection<String> streams,
      Map<String, RecordPosition> known,
      Set<String> leftOut)
      throws IOException {
    long begin = System.nanoTime();
    ArchiveCoverage coverage = new ArchiveCoverage(folder, streams, known);
    // Before the ledger, which covers a hint's objects when the hint is deleted.
    Map<String, PendingObjects> pending = folder.hints();
    pending.keySet().removeAll(leftOut);
    coverage.addLedgers();
    for (PendingObjects objects : pending.values()) {
      coverage.addVisible(objects);
    }
    coverage.bySource.values().forEach(SourceCoverage::sort);
    if (!coverage.bySource.isEmpty()) {
      LOG.info(
          "The archive {} holds records that this state knows nothing of: {}; looked at {} hints and"
              + " {} objects for {} ms",
          folder.raw(),
          coverage.bySource,
          coverage.hints,
          coverage.objectsRead,
          (System.nanoTime() - begin) / 1_000_000);
    }
    return coverage.bySource;
  }

  private void addLedgers() throws IOException {
    for (String stream : streams) {
      for (SourceSystem system : SourceSystem.values()) {
        String prefix = new ArchivePrefix(system, stream).toString();
        for (RecordPosition last : ArchiveLedger.read(folder, prefix).last()) {
          if (isNew(last)) {
            of(last).addAllUpTo(last);
          }
        }
      }
    }
  }

  private void addVisible(PendingObjects pending) throws IOException {
    Map<String, SourceSpan> wanted = new HashMap<>();
    for (SourceSpan span : pending.spans()) {
      if (streams.contains(span.last().stream()) && isNew(span.last())) {
        SourceCoverage covered = bySource.get(span.last().source());
        if (covered == null || !covered.holds(span)) {
          wanted.put(span.last().source(), span);
        }
      }
    }
    if (wanted.isEmpty()) {
      return;
    }
    hints++;
    List<Path> visible = new ArrayList<>();
    for (String object : pending.objects()) {
      if (folder.isVisible(object)) {
        visible.add(folder.object(object));
      }
    }
    if (visible.size() == pending.objects().size()) {
      wanted.values().forEach(span -> of(span.last()).add(span));
    } else {
      Map<String, RecordPosition> before = new HashMap<>();
      for (Path object : visible) {
        objectsRead++;
        addRecords(object, wanted, before);
      }
    }
  }

  private void addRecords(
      Path object, Map<String, SourceSpan> wanted, Map<String, RecordPosition> before)
      throws IOException {
    try (ArchiveObjectReader records =
        ArchiveObjectReader.open(object, new TimeRange(null, null))) {
      for (RawRecord record = records.next(); record != null; record = records.next()) {
        String source = record.position().source();
        SourceSpan span = wanted.get(source);
        if (span != null) {
          RecordPosition exact = exact(record.position(), before.get(source), span);
          before.put(source, exact);
          of(exact).add(exact);
        }
      }
    }
  }

  /** Which of the records of a sequence number it is stands in no line: they come in order. */
  private static RecordPosition exact(
      RecordPosition position, RecordPosition before, SourceSpan span) {
    if (!(position instanceof KinesisPosition)) {
      return position;
    }
    KinesisPosition place = (KinesisPosition) position;
    KinesisPosition first = (KinesisPosition) span.first();
    if (before != null && ((KinesisPosition) before).sequence().equals(place.sequence())) {
      return place.after((KinesisPosition) before);
    }
    return place.sequence().equals(first.sequence()) ? first : place;
  }

  private boolean isNew(RecordPosition position) {
    RecordPosition state = known.get(position.source());
    return state == null || state.compareInSource(position) < 0;
  }

  private SourceCoverage of(RecordPosition position) {
    return bySource.computeIfAbsent(position.source(), source -> new SourceCoverage());
  }
}
