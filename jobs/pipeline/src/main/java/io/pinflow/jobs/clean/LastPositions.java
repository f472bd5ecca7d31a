package io.pinflow.jobs.clean;

import io.pinflow.delta.kernel.Position;
import io.pinflow.delta.kernel.SourceRange;
import io.pinflow.delta.sink.ProgressExtractor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;

/**
 * The last position of each source that went into an operator's state, as a part of that state. So
 * an operator knows, when it starts, whether a table is ahead of its state.
 */
final class LastPositions {

  private static final String STATE = "last-positions";

  private final ListState<Tuple2<String, String>> state;
  private final Map<String, Position> known = new HashMap<>();
  private final Map<StringData, Last> bySource = new HashMap<>();

  /** Of the previous record: often of the next one. */
  private Last current;

  private LastPositions(ListState<Tuple2<String, String>> state) {
    this.state = state;
  }

  static LastPositions restore(FunctionInitializationContext context) throws Exception {
    LastPositions positions =
        new LastPositions(
            context
                .getOperatorStateStore()
                .getUnionListState(
                    new ListStateDescriptor<>(STATE, Types.TUPLE(Types.STRING, Types.STRING))));
    for (Tuple2<String, String> last : positions.state.get()) {
      positions.known.merge(last.f0, Position.of(last.f1), LastPositions::later);
    }
    return positions;
  }

  /** Takes note of a row. */
  void add(ProgressExtractor extractor, RowData row) {
    StringData source = extractor.source(row);
    if (current == null || !current.source.equals(source)) {
      current = bySource.get(source);
      if (current == null) {
        current = new Last(StringData.fromString(source.toString()));
        bySource.put(current.source, current);
      }
    }
    Position position = Position.of(extractor.position(row));
    current.position = current.position == null ? position : later(current.position, position);
  }

  /** Whether a table covers what the state that was restored knows nothing of. */
  boolean isBehind(Iterable<SourceRange> ledger) {
    for (SourceRange range : ledger) {
      Position last = known.get(range.source());
      if (last == null || last.compareTo(range.last()) < 0) {
        return true;
      }
    }
    return false;
  }

  /** Takes note of what the state was made to know besides. */
  void learn(Iterable<SourceRange> ledger) {
    for (SourceRange range : ledger) {
      known.merge(range.source(), range.last(), LastPositions::later);
    }
  }

  /** To be called with each checkpoint. */
  void snapshot() throws Exception {
    Map<String, Position> all = new HashMap<>(known);
    bySource
        .values()
        .forEach(last -> all.merge(last.source.toString(), last.position, LastPositions::later));
    List<Tuple2<String, String>> entries = new ArrayList<>();
    all.forEach((source, last) -> entries.add(Tuple2.of(source, last.toString())));
    state.update(entries);
  }

  private static Position later(Position one, Position other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static final class Last {
    private final StringData source;
    private Position position;

    Last(StringData source) {
      this.source = source;
    }
  }
}
