package io.pinflow.delta.source.newest;

import io.pinflow.delta.source.DeltaSource;
import io.pinflow.delta.source.reader.SplitRows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;

/**
 * Reads the rows of its splits but those which are superseded, once it knows all of them, which
 * later scans of this process then know too. One and the same row object is emitted again and
 * again.
 */
final class ReadNewest extends AbstractStreamOperator<RowData>
    implements OneInputStreamOperator<Tuple3<Integer, Integer, byte[]>, RowData>, BoundedOneInput {

  private static final long serialVersionUID = 1L;

  private final DeltaSource rows;

  private transient Map<Integer, ScanSplit> splits;
  private transient Map<Integer, BitSet> superseded;

  ReadNewest(DeltaSource rows) {
    this.rows = rows;
  }

  @Override
  public void open() throws Exception {
    super.open();
    splits = new TreeMap<>();
    superseded = new TreeMap<>();
  }

  @Override
  public void processElement(StreamRecord<Tuple3<Integer, Integer, byte[]>> record)
      throws IOException {
    Tuple3<Integer, Integer, byte[]> block = record.getValue();
    if (block.f1 < 0) {
      splits.put(~block.f1, ScanSplit.of(block.f2));
    } else {
      BitSet positions = superseded.computeIfAbsent(block.f1, added -> new BitSet());
      for (ByteBuffer added = ByteBuffer.wrap(block.f2); added.hasRemaining(); ) {
        positions.set(added.getInt());
      }
    }
  }

  @Override
  public void endInput() throws IOException {
    StreamRecord<RowData> record = new StreamRecord<>(null);
    for (Map.Entry<Integer, ScanSplit> numbered : splits.entrySet()) {
      int number = numbered.getKey();
      ScanSplit split = numbered.getValue();
      BitSet positions =
          split.superseded().orElseGet(() -> superseded.getOrDefault(number, new BitSet()));
      FoundRows.OF_PROCESS.add(split.scan(), split.splits(), number, positions);
      try (SplitRows read = rows.read(split.split(), at -> positions.get((int) at))) {
        for (RowData row = read.next(); row != null; row = read.next()) {
          output.collect(record.replace(row));
        }
      }
      superseded.remove(number);
    }
  }
}
