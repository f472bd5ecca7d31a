package io.pinflow.delta.source.newest;

import org.apache.flink.api.common.functions.Partitioner;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What travels between the steps: the subtask for which it is meant, the number of a split, and
 * bytes. A number below zero is the complement of that of a split which the bytes describe, a
 * {@link ScanSplit}. Many rows share a block, so that a row costs its bytes and no more.
 */
final class Blocks {

  static final TypeInformation<Tuple3<Integer, Integer, byte[]>> TYPE =
      Types.TUPLE(Types.INT, Types.INT, Types.PRIMITIVE_ARRAY(Types.BYTE));

  private Blocks() {}

  static Tuple3<Integer, Integer, byte[]> ofSplit(int target, int number, byte[] split) {
    return Tuple3.of(target, ~number, split);
  }

  /** Sends every block to the subtask for which it is meant. */
  static DataStream<Tuple3<Integer, Integer, byte[]>> toTargets(
      DataStream<Tuple3<Integer, Integer, byte[]>> blocks, int parallelism) {
    return parallelism == 1 ? blocks : blocks.partitionCustom(new ByNumber(), new Target());
  }

  private static final class ByNumber implements Partitioner<Integer> {

    private static final long serialVersionUID = 1L;

    @Override
    public int partition(Integer target, int subtasks) {
      return target;
    }
  }

  private static final class Target
      implements KeySelector<Tuple3<Integer, Integer, byte[]>, Integer> {

    private static final long serialVersionUID = 1L;

    @Override
    public Integer getKey(Tuple3<Integer, Integer, byte[]> block) {
      return block.f0;
    }
  }
}
