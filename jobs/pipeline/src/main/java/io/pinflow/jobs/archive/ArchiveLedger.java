package io.pinflow.jobs.archive;

import io.pinflow.jobs.source.RecordPosition;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.flink.core.fs.Path;

/**
 * How far the partitions or shards of one topic or stream are archived: every record up to and with
 * the last position is in a visible object.
 *
 * <p>It only moves on. Each of its files, {@code NUMBER-RANDOM.json}, says the truth at its time,
 * so that the ledger is the farthest position of all files there are: one that was cut off, or that
 * a run which has not ended yet writes beside another, takes nothing back. Older files are deleted
 * when a new one is whole. Not thread-safe.
 */
final class ArchiveLedger {

  private final LedgerFolder folder;
  private final String prefix;
  private final Set<Path> files;
  private final Map<String, RecordPosition> last = new HashMap<>();
  private long number;
  private boolean moved;

  private ArchiveLedger(LedgerFolder folder, String prefix, Set<Path> files) {
    this.folder = folder;
    this.prefix = prefix;
    this.files = files;
  }

  /**
   * The ledger as it is stored.
   *
   * @param prefix {@code topics/NAME} or {@code streams/NAME}
   */
  static ArchiveLedger read(LedgerFolder folder, String prefix) throws IOException {
    ArchiveLedger ledger = new ArchiveLedger(folder, prefix, folder.ledgers(prefix));
    for (Path file : ledger.files) {
      Optional<PendingObjects> stored = folder.read(file);
      if (stored.isPresent()) {
        stored.get().spans().forEach(span -> ledger.moveTo(span.last()));
      }
      ledger.number = Math.max(ledger.number, number(file.getName()));
    }
    ledger.moved = false;
    return ledger;
  }

  /** Takes note that a source is archived up to and with a position. */
  void moveTo(RecordPosition position) {
    RecordPosition before = last.get(position.source());
    if (before == null || before.compareInSource(position) < 0) {
      last.put(position.source(), position);
      moved = true;
    }
  }

  boolean covers(RecordPosition position) {
    RecordPosition archived = last.get(position.source());
    return archived != null && archived.compareInSource(position) >= 0;
  }

  /** The last archived position of each source. */
  Collection<RecordPosition> last() {
    return last.values();
  }

  /** Stores it, if it has moved since it was stored. */
  void store() throws IOException {
    if (!moved) {
      return;
    }
    number++;
    String name = String.format(Locale.ROOT, "%020d-%s", number, UUID.randomUUID());
    Path file = folder.newLedger(prefix, name);
    folder.write(file, LedgerJson.ofLast(last.values()));
    moved = false;
    for (Path older : files) {
      folder.delete(older);
    }
    files.clear();
    files.add(file);
  }

  private static long number(String name) {
    int end = name.indexOf('-');
    return end > 0 && name.substring(0, end).matches("\\d{1,18}|0\\d{19}")
        ? Long.parseLong(name.substring(0, end))
        : 0;
  }
}
