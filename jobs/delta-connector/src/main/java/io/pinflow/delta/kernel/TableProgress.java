package io.pinflow.delta.kernel;

import io.delta.kernel.Snapshot;
import io.delta.kernel.Transaction;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.actions.DomainMetadata;
import io.delta.kernel.internal.tablefeatures.TableFeatures;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far a table covers each source, by its log. Immutable.
 *
 * <p>Each source is a metadata domain of its own, which log checkpoints keep and log cleanup does
 * not touch. Two commits to one domain conflict, so that no commit can be made on an outdated
 * position; commits for different sources do not.
 */
public final class TableProgress {

  /** Must be in the table's protocol for a domain to be written. */
  public static final Map<String, String> REQUIRED_PROPERTIES =
      Map.of(
          TableFeatures.SET_TABLE_FEATURE_SUPPORTED_PREFIX
              + TableFeatures.DOMAIN_METADATA_W_FEATURE.featureName(),
          TableFeatures.SET_TABLE_FEATURE_SUPPORTED_VALUE);

  private static final String DOMAIN_PREFIX = "io.pinflow.delta.progress/";

  /** How some files relate to what a table covers. */
  public enum Overlap {
    /** The table has none of their rows. */
    NONE,
    /** The table has all of their rows. */
    ALL,
    /** The table has some of their rows. */
    PART
  }

  private final Map<String, SourceRange> sources;

  private TableProgress(Map<String, SourceRange> sources) {
    this.sources = Collections.unmodifiableMap(sources);
  }

  /** Of no table. */
  public static TableProgress none() {
    return new TableProgress(Map.of());
  }

  public static TableProgress of(Snapshot snapshot) {
    Map<String, SourceRange> sources = new TreeMap<>();
    if (isRecordedBy(snapshot)) {
      for (DomainMetadata domain :
          ((SnapshotImpl) snapshot).getActiveDomainMetadataMap().values()) {
        if (domain.getDomain().startsWith(DOMAIN_PREFIX)) {
          String source = domain.getDomain().substring(DOMAIN_PREFIX.length());
          sources.put(source, SourceRange.ofText(source, domain.getConfiguration()));
        }
      }
    }
    return new TableProgress(sources);
  }

  /** Whether the table's protocol has room for progress. */
  static boolean isRecordedBy(Snapshot snapshot) {
    return TableFeatures.isDomainMetadataSupported(snapshot.getProtocol());
  }

  /** What is covered of each source, in the order of the names. */
  public Map<String, SourceRange> sources() {
    return sources;
  }

  /** The last position of a source that is covered, inclusive. */
  public Optional<Position> last(String source) {
    return Optional.ofNullable(sources.get(source)).map(SourceRange::last);
  }

  public boolean covers(String source, Position position) {
    return last(source).filter(covered -> position.compareTo(covered) <= 0).isPresent();
  }

  public Overlap overlap(Collection<SourceRange> ranges) {
    boolean none = true;
    boolean all = !ranges.isEmpty();
    for (SourceRange range : ranges) {
      none &= !covers(range.source(), range.first());
      all &= covers(range.source(), range.last());
    }
    return none ? Overlap.NONE : all ? Overlap.ALL : Overlap.PART;
  }

  /** Adds to a transaction on this table what it is to cover beside. */
  void record(Transaction transaction, Collection<SourceRange> ranges) {
    for (SourceRange range : ranges) {
      SourceRange covered = sources.get(range.source());
      SourceRange all = covered == null ? range : covered.and(range);
      transaction.addDomainMetadata(DOMAIN_PREFIX + range.source(), all.toText());
    }
  }
}
