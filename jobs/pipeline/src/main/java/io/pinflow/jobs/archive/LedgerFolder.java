package io.pinflow.jobs.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.pinflow.delta.kernel.StorageOutput;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files in which an archive says what it holds, below {@code raw/_ledger}:
 *
 * <ul>
 *   <li>{@code topics/NAME} and {@code streams/NAME}: how far each is archived, see {@link
 *       ArchiveLedger};
 *   <li>{@code pending}: hints, {@link PendingObjects}, one for each writer and checkpoint. A hint
 *       is there before its objects can appear, and says where to look for what the ledger does not
 *       tell yet. One that is left behind does no harm.
 * </ul>
 *
 * <p>Every file has a name of its own and is never written again. Immutable.
 */
final class LedgerFolder implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(LedgerFolder.class);
  private static final String SUFFIX = ".json";

  private final String raw;

  /**
   * @param raw the archive's folder {@code raw}
   */
  LedgerFolder(String raw) {
    this.raw = raw;
  }

  /** The archive's folder {@code raw}. */
  String raw() {
    return raw;
  }

  /** Stores a hint and returns its name. */
  String addHint(PendingObjects pending) throws IOException {
    String name = UUID.randomUUID() + SUFFIX;
    write(hint(name), LedgerJson.ofPending(pending));
    return name;
  }

  /** The hints there are, by their names. */
  Map<String, PendingObjects> hints() throws IOException {
    Map<String, PendingObjects> hints = new HashMap<>();
    for (FileStatus file : ArchiveFolder.finished(new Path(raw, "_ledger/pending"))) {
      read(file.getPath()).ifPresent(hint -> hints.put(file.getPath().getName(), hint));
    }
    return hints;
  }

  void deleteHint(String name) throws IOException {
    delete(hint(name));
  }

  /** The files of the ledger of a topic or stream. */
  Set<Path> ledgers(String prefix) throws IOException {
    Set<Path> ledgers = new LinkedHashSet<>();
    for (FileStatus file : ArchiveFolder.finished(ledger(prefix))) {
      ledgers.add(file.getPath());
    }
    return ledgers;
  }

  /** Where a file of the ledger of a topic or stream is to be. */
  Path newLedger(String prefix, String name) {
    return new Path(ledger(prefix), name + SUFFIX);
  }

  /** Whether an object, by its path below {@code raw}, is visible. */
  boolean isVisible(String object) throws IOException {
    Path path = object(object);
    return path.getFileSystem().exists(path);
  }

  Path object(String object) {
    return new Path(raw, object);
  }

  /** What a file says; none if it has gone, or was cut off while it was written. */
  Optional<PendingObjects> read(Path file) throws IOException {
    byte[] text;
    try (InputStream in = file.getFileSystem().open(file)) {
      text = in.readAllBytes();
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
    try {
      return Optional.of(LedgerJson.parse(text));
    } catch (JsonProcessingException e) {
      LOG.warn(
          "{} is not whole and is passed over: what writes it has ended or is at it, and nothing is"
              + " archived by its word alone ({})",
          file,
          e.getOriginalMessage());
      return Optional.empty();
    }
  }

  /** Stores a file, as a whole once this returns. */
  void write(Path file, byte[] text) throws IOException {
    // Its name is its own, so that nothing is there to be replaced or to be looked for.
    try (OutputStream out = StorageOutput.create(file, WriteMode.OVERWRITE)) {
      out.write(text);
    }
  }

  void delete(Path file) throws IOException {
    file.getFileSystem().delete(file, false);
  }

  private Path hint(String name) {
    return new Path(raw, "_ledger/pending/" + name);
  }

  private Path ledger(String prefix) {
    return new Path(raw, "_ledger/" + prefix);
  }
}
