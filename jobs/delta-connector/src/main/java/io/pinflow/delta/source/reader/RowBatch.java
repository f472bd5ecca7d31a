package io.pinflow.delta.source.reader;

import java.util.Collections;
import java.util.Set;
import javax.annotation.Nullable;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.table.data.RowData;

/**
 * Some thousand rows of one split on their way from the fetching thread to the task, and the
 * vectors which hold them.
 */
final class RowBatch implements RecordsWithSplitIds<RowData> {

  static final int CAPACITY = 2048;

  private final BatchPool pool;

  // The vectors of the file which this batch was last filled from.
  private BatchColumn[] vectors = new BatchColumn[0];
  @Nullable private Object owner;
  private BatchRow row = new BatchRow(vectors);

  /** The places in the vectors of the rows that are offered. */
  private final int[] places = new int[CAPACITY];

  private String splitId;
  private boolean splitGiven;
  private Set<String> finished;
  private long firstPosition;
  private int next;
  private int end;

  RowBatch(BatchPool pool) {
    this.pool = pool;
  }

  /** The vectors of this file reader, if they are in here. */
  @Nullable
  BatchColumn[] vectorsOf(Object fileReader) {
    return owner == fileReader ? vectors : null;
  }

  void adopt(Object fileReader, BatchColumn[] fileVectors) {
    owner = fileReader;
    vectors = fileVectors;
    row = new BatchRow(fileVectors);
  }

  /**
   * Forgets the rows offered before.
   *
   * @param position in the file of the row at the vectors' first place
   */
  void clear(long position) {
    firstPosition = position;
    next = 0;
    end = 0;
  }

  /** Offers one more row, by its place in the vectors. */
  void offer(int place) {
    places[end++] = place;
  }

  /** The position in the file of the row given last. */
  long position() {
    return firstPosition + places[next - 1];
  }

  /** How many rows are offered. */
  int size() {
    return end;
  }

  RowBatch deliver(String split, boolean last) {
    splitId = split;
    splitGiven = false;
    finished = last ? Collections.singleton(split) : Collections.emptySet();
    return this;
  }

  @Nullable
  @Override
  public String nextSplit() {
    if (splitGiven) {
      return null;
    }
    splitGiven = true;
    return splitId;
  }

  @Nullable
  @Override
  public RowData nextRecordFromSplit() {
    if (next == end) {
      return null;
    }
    row.moveTo(places[next++]);
    return row;
  }

  @Override
  public Set<String> finishedSplits() {
    return finished;
  }

  @Override
  public void recycle() {
    pool.give(this);
  }
}
