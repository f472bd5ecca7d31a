package io.pinflow.delta.source.reader;

import io.pinflow.delta.source.DeltaSourceSplit;

/** How far a split has been emitted. */
final class DeltaSplitState {

  private final DeltaSourceSplit split;
  private long rowsRead;

  DeltaSplitState(DeltaSourceSplit split) {
    this.split = split;
    this.rowsRead = split.rowsRead();
  }

  void rowEmitted() {
    rowsRead++;
  }

  DeltaSourceSplit toSplit() {
    return split.withRowsRead(rowsRead);
  }
}
