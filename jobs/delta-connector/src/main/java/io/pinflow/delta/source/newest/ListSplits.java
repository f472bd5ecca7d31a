package io.pinflow.delta.source.newest;

import io.pinflow.delta.source.DeltaSource;
import io.pinflow.delta.source.DeltaSourceSplit;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.util.Collector;

/** Plans the scan and deals its splits out to the subtasks. */
final class ListSplits implements FlatMapFunction<Long, Tuple3<Integer, Integer, byte[]>> {

  private static final long serialVersionUID = 1L;

  private final DeltaSource source;
  private final int readers;

  ListSplits(DeltaSource source, int readers) {
    this.source = source;
    this.readers = readers;
  }

  @Override
  public void flatMap(Long once, Collector<Tuple3<Integer, Integer, byte[]>> out) {
    List<DeltaSourceSplit> splits = source.plan(readers);
    for (int number = 0; number < splits.size(); number++) {
      out.collect(Blocks.ofSplit(number % readers, number, Blocks.bytes(splits.get(number))));
    }
  }
}
