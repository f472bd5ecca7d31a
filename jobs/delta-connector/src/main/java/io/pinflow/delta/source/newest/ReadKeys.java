package io.pinflow.delta.source.newest;

import io.pinflow.delta.source.DeltaSource;
import io.pinflow.delta.source.reader.SplitRows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.util.Collector;

/**
 * Reads keys and times of the rows of its splits and sends them, with their positions in the file,
 * to the subtasks which have their keys. Whoever is sent keys of a split, or is to read its rows,
 * is sent the split before. Reads nothing of a split whose superseded rows are known.
 */
final class ReadKeys
    implements FlatMapFunction<Tuple3<Integer, Integer, byte[]>, Tuple3<Integer, Integer, byte[]>> {

  private static final long serialVersionUID = 1L;

  private static final int PRECISION = 6;

  private final DeltaSource keys;
  private final int subtasks;

  /**
   * @param keys reads key and time
   */
  ReadKeys(DeltaSource keys, int subtasks) {
    this.keys = keys;
    this.subtasks = subtasks;
  }

  @Override
  public void flatMap(
      Tuple3<Integer, Integer, byte[]> split, Collector<Tuple3<Integer, Integer, byte[]>> out)
      throws IOException {
    int number = ~split.f1;
    ByteBuffer[] blocks = new ByteBuffer[subtasks];
    out.collect(split);
    ScanSplit described = ScanSplit.of(split.f2);
    if (described.superseded().isPresent()) {
      return;
    }
    try (SplitRows rows = keys.read(described.split(), position -> false)) {
      for (RowData row = rows.next(); row != null; row = rows.next()) {
        boolean nullKey = row.isNullAt(0);
        int key = nullKey ? 0 : row.getInt(0);
        int target = subtasks == 1 ? 0 : KeyHash.subtask(KeyHash.of(key), subtasks);
        ByteBuffer block = blocks[target];
        if (block == null) {
          block = ByteBuffer.allocate(KeyEntry.BLOCK_BYTES);
          blocks[target] = block;
          if (target != number % subtasks) {
            out.collect(Tuple3.of(target, split.f1, split.f2));
          }
        }
        KeyEntry.put(block, nullKey, key, micros(row), rows.position());
        if (!block.hasRemaining()) {
          out.collect(Tuple3.of(target, number, block.array().clone()));
          block.clear();
        }
      }
    }
    for (int target = 0; target < subtasks; target++) {
      ByteBuffer block = blocks[target];
      if (block != null && block.position() > 0) {
        out.collect(Tuple3.of(target, number, Arrays.copyOf(block.array(), block.position())));
      }
    }
  }

  private static long micros(RowData row) {
    if (row.isNullAt(1)) {
      return KeyEntry.NO_TIME;
    }
    TimestampData time = row.getTimestamp(1, PRECISION);
    return time.getMillisecond() * 1_000L + time.getNanoOfMillisecond() / 1_000;
  }
}
