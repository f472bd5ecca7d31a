package io.pinflow.delta.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.annotation.PublicEvolving;

/** The splits no reader has yet been given, or that none has been made yet. */
@PublicEvolving
public final class DeltaEnumeratorState {

  static final DeltaEnumeratorState NOT_PLANNED = new DeltaEnumeratorState(null);

  private final List<DeltaSourceSplit> pending;

  private DeltaEnumeratorState(List<DeltaSourceSplit> pending) {
    this.pending = pending;
  }

  static DeltaEnumeratorState planned(Iterable<DeltaSourceSplit> pending) {
    List<DeltaSourceSplit> copy = new ArrayList<>();
    pending.forEach(copy::add);
    return new DeltaEnumeratorState(List.copyOf(copy));
  }

  /** Empty before the snapshot's files have been listed. */
  Optional<List<DeltaSourceSplit>> pending() {
    return Optional.ofNullable(pending);
  }
}
