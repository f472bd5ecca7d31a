package io.pinflow.jobs.verify;

import io.pinflow.jobs.source.SourceSystem;
import io.pinflow.schema.RecordKind;
import java.util.Optional;

/**
 * A topic's partition or a stream's shard, as the tables name it: {@code kafka://topic/partition},
 * {@code kinesis://stream/shard}. Immutable; ordered by kind, then by name.
 */
final class SourceName implements Comparable<SourceName> {

  private static final String KAFKA = "kafka://";
  private static final String KINESIS = "kinesis://";

  private final String uri;
  private final SourceSystem system;
  private final String stream;
  private final RecordKind kind;

  private SourceName(String uri, SourceSystem system, String stream, RecordKind kind) {
    this.uri = uri;
    this.stream = stream;
    this.system = system;
    this.kind = kind;
  }

  /** None for what names no source of records of a known kind. */
  static Optional<SourceName> of(String uri) {
    if (uri.startsWith(KAFKA)) {
      return of(uri, SourceSystem.KAFKA, KAFKA.length());
    }
    return uri.startsWith(KINESIS)
        ? of(uri, SourceSystem.KINESIS, KINESIS.length())
        : Optional.empty();
  }

  private static Optional<SourceName> of(String uri, SourceSystem system, int start) {
    int slash = uri.lastIndexOf('/');
    if (slash <= start) {
      return Optional.empty();
    }
    String stream = uri.substring(start, slash);
    return system.kindOf(stream).map(kind -> new SourceName(uri, system, stream, kind));
  }

  /** The topic or the stream. */
  String stream() {
    return stream;
  }

  RecordKind kind() {
    return kind;
  }

  /** A place to collect the facts of its positions. */
  PositionFacts newFacts() {
    return system == SourceSystem.KAFKA ? new OffsetFacts() : new SequenceFacts();
  }

  @Override
  public int compareTo(SourceName other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : uri.compareTo(other.uri);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceName && uri.equals(((SourceName) other).uri);
  }

  @Override
  public int hashCode() {
    return uri.hashCode();
  }

  @Override
  public String toString() {
    return uri;
  }
}
