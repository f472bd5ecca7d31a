package io.pinflow.jobs.archive;

import io.pinflow.jobs.source.KinesisPosition;
import io.pinflow.jobs.source.RecordPosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * The last position that was read of each source, as a part of an operator's state of which every
 * subtask gets all: which one reads a source after a restore is open.
 */
final class ReadPositions {

  private static final String STATE = "read-positions";

  private final ListState<Tuple2<String, Integer>> state;
  private final Map<String, RecordPosition> restored = new HashMap<>();
  private final boolean keepsRestored;

  private ReadPositions(ListState<Tuple2<String, Integer>> state, boolean keepsRestored) {
    this.state = state;
    this.keepsRestored = keepsRestored;
  }

  /**
   * @param subtask the first one hands on what was restored, so that it stays as large as it is
   */
  static ReadPositions restore(FunctionInitializationContext context, int subtask)
      throws Exception {
    ReadPositions positions =
        new ReadPositions(
            context
                .getOperatorStateStore()
                .getUnionListState(
                    new ListStateDescriptor<>(STATE, Types.TUPLE(Types.STRING, Types.INT))),
            subtask == 0);
    for (Tuple2<String, Integer> last : positions.state.get()) {
      RecordPosition position = position(last);
      positions.restored.merge(position.source(), position, ReadPositions::later);
    }
    return positions;
  }

  /** By source, the last position which the restored state knows. */
  Map<String, RecordPosition> restored() {
    return restored;
  }

  /** To be called with each checkpoint, with the last positions read since the start. */
  void snapshot(Collection<RecordPosition> read) throws Exception {
    Map<String, RecordPosition> all = new HashMap<>();
    if (keepsRestored) {
      all.putAll(restored);
    }
    read.forEach(last -> all.merge(last.source(), last, ReadPositions::later));
    List<Tuple2<String, Integer>> entries = new ArrayList<>();
    all.values().forEach(last -> entries.add(Tuple2.of(last.uri(), ordinal(last))));
    state.update(entries);
  }

  private static RecordPosition position(Tuple2<String, Integer> last) {
    RecordPosition position =
        RecordPosition.of(last.f0)
            .orElseThrow(
                () -> new IllegalStateException("'" + last.f0 + "' in the state is no position"));
    return position instanceof KinesisPosition
        ? ((KinesisPosition) position).withOrdinal(last.f1)
        : position;
  }

  private static int ordinal(RecordPosition position) {
    return position instanceof KinesisPosition ? ((KinesisPosition) position).ordinal() : 1;
  }

  private static RecordPosition later(RecordPosition one, RecordPosition other) {
    return one.compareInSource(other) >= 0 ? one : other;
  }
}
