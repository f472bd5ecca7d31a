package io.pinflow.jobs.clean;

import io.pinflow.schema.ContentHash;
import io.pinflow.schema.RecordKind;
import javax.annotation.Nullable;
import org.apache.flink.table.data.binary.BinaryRowData;

/**
 * What a replay knows of one position: the row which a record was made into, for its kind's table
 * or for the quarantine, or that a table holds a row of it already. Immutable.
 */
public final class ReplayRecord {

  private final RecordKind kind;
  private final boolean refused;
  private final boolean stored;
  private final ContentHash hash;
  private final String source;
  private final long micros;
  @Nullable private final BinaryRowData row;

  /**
   * A record.
   *
   * @param refused whether its row is one of the quarantine
   * @param stored whether a table holds a row of the position
   * @param hash of its content; of a refused one anything that spreads them
   * @param source its position, as the column {@code ingest_source}
   * @param micros its record time, microseconds since the epoch
   * @param row null where the archive does not hold what a table does
   */
  ReplayRecord(
      RecordKind kind,
      boolean refused,
      boolean stored,
      ContentHash hash,
      String source,
      long micros,
      @Nullable BinaryRowData row) {
    this.kind = kind;
    this.refused = refused;
    this.stored = stored;
    this.hash = hash;
    this.source = source;
    this.micros = micros;
    this.row = row;
  }

  RecordKind kind() {
    return kind;
  }

  boolean isRefused() {
    return refused;
  }

  /** Whether a table holds a row of it already. */
  boolean isStored() {
    return stored;
  }

  /** The same, of which the archive holds the record. */
  ReplayRecord withRow(BinaryRowData archived) {
    return new ReplayRecord(kind, refused, stored, hash, source, micros, archived);
  }

  ContentHash hash() {
    return hash;
  }

  String source() {
    return source;
  }

  long micros() {
    return micros;
  }

  @Nullable
  BinaryRowData row() {
    return row;
  }

  /** Compares by record time, then by partition or shard, then along it. */
  int compareInTime(ReplayRecord other) {
    int time = Long.compare(micros, other.micros);
    return time != 0 ? time : comparePositions(source, other.source);
  }

  /** Positions are decimal numbers without leading zeros, so the longer one is the greater. */
  private static int comparePositions(String one, String other) {
    int slash = one.lastIndexOf('/');
    int otherSlash = other.lastIndexOf('/');
    int place = one.substring(0, slash).compareTo(other.substring(0, otherSlash));
    if (place != 0) {
      return place;
    }
    int digits = Integer.compare(one.length(), other.length());
    return digits != 0 ? digits : one.compareTo(other);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof ReplayRecord)) {
      return false;
    }
    ReplayRecord that = (ReplayRecord) other;
    return kind == that.kind
        && refused == that.refused
        && stored == that.stored
        && micros == that.micros
        && hash.equals(that.hash)
        && source.equals(that.source)
        && (row == null ? that.row == null : row.equals(that.row));
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  @Override
  public String toString() {
    return (refused ? "refused " : "") + kind + ' ' + source + (stored ? ", stored" : "");
  }
}
