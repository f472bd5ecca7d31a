package io.pinflow.delta.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;

/**
 * The splits no reader has yet been given, or that none has been made yet; of a continuous read
 * also how far the table's log has been read.
 */
@PublicEvolving
public final class DeltaEnumeratorState {

  static final DeltaEnumeratorState NOT_PLANNED = new DeltaEnumeratorState(null, null);

  /** Where in which table's log a continuous read is. */
  static final class LogPosition {
    private final String tableId;
    private final long nextVersion;

    LogPosition(String tableId, long nextVersion) {
      this.tableId = tableId;
      this.nextVersion = nextVersion;
    }

    /** The table's own id, to tell it from another one made at its path. */
    String tableId() {
      return tableId;
    }

    /** The first version whose commit has not become splits. */
    long nextVersion() {
      return nextVersion;
    }
  }

  @Nullable private final List<DeltaSourceSplit> pending;
  @Nullable private final LogPosition position;

  private DeltaEnumeratorState(
      @Nullable List<DeltaSourceSplit> pending, @Nullable LogPosition position) {
    this.pending = pending;
    this.position = position;
  }

  static DeltaEnumeratorState planned(Iterable<DeltaSourceSplit> pending) {
    return new DeltaEnumeratorState(copy(pending), null);
  }

  static DeltaEnumeratorState continuous(Iterable<DeltaSourceSplit> pending, LogPosition position) {
    return new DeltaEnumeratorState(copy(pending), position);
  }

  private static List<DeltaSourceSplit> copy(Iterable<DeltaSourceSplit> splits) {
    List<DeltaSourceSplit> copy = new ArrayList<>();
    splits.forEach(copy::add);
    return List.copyOf(copy);
  }

  /** Empty before the snapshot's files have been listed. */
  Optional<List<DeltaSourceSplit>> pending() {
    return Optional.ofNullable(pending);
  }

  /** Empty in a bounded read, and before the snapshot's files have been listed. */
  Optional<LogPosition> position() {
    return Optional.ofNullable(position);
  }
}
