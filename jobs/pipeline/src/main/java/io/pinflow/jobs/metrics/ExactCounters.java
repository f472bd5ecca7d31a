package io.pinflow.jobs.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * Counters which count every record once: they are part of the operator's state, so that after a
 * failure, a restore or a change of parallelism they go on from where the restored checkpoint
 * stood. Which subtask continues which counter is open; the sum over all subtasks is exact.
 *
 * <p>They are metrics of the group {@value #GROUP}, the one whose metrics the managed service
 * forwards to CloudWatch.
 *
 * <p>Used by the operator's thread alone.
 */
public final class ExactCounters {

  /** The metric group of all counters. */
  public static final String GROUP = "kinesisanalytics";

  private static final String STATE = "counters";

  private final MetricGroup group;
  private final ListState<Tuple2<String, Long>> state;
  private final Map<String, Long> restored;
  private final Map<String, Counter> counters = new HashMap<>();

  private ExactCounters(
      MetricGroup group, ListState<Tuple2<String, Long>> state, Map<String, Long> restored) {
    this.group = group;
    this.state = state;
    this.restored = restored;
  }

  /** Takes up the counts of the state an operator starts from. */
  public static ExactCounters restore(
      FunctionInitializationContext context, MetricGroup operatorGroup) throws Exception {
    ListState<Tuple2<String, Long>> state =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>(STATE, Types.TUPLE(Types.STRING, Types.LONG)));
    Map<String, Long> restored = new HashMap<>();
    for (Tuple2<String, Long> count : state.get()) {
      restored.merge(count.f0, count.f1, Long::sum);
    }
    return new ExactCounters(operatorGroup.addGroup(GROUP), state, restored);
  }

  /**
   * The counter of a name, starting with the count that was restored for it.
   *
   * @param name each part before a dot becomes a metric group: in a name by itself, Flink's REST
   *     API would show a dot as something else
   */
  public Counter counter(String name) {
    return counters.computeIfAbsent(name, this::register);
  }

  /** Whether there is a restored count which no counter has taken up yet. */
  public boolean isRestored(String name) {
    return restored.containsKey(name);
  }

  /** Puts the counts into the state; to be called with each checkpoint. */
  public void snapshot() throws Exception {
    List<Tuple2<String, Long>> counts = new ArrayList<>(counters.size());
    // What a former version counted and this one does not is handed on.
    restored.forEach((name, count) -> counts.add(Tuple2.of(name, count)));
    counters.forEach(
        (name, counter) -> {
          if (counter.getCount() != 0) {
            counts.add(Tuple2.of(name, counter.getCount()));
          }
        });
    state.update(counts);
  }

  private Counter register(String name) {
    MetricGroup scope = group;
    int start = 0;
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', start)) {
      scope = scope.addGroup(name.substring(start, dot));
      start = dot + 1;
    }
    Counter counter = scope.counter(name.substring(start));
    Long count = restored.remove(name);
    if (count != null) {
      counter.inc(count);
    }
    return counter;
  }
}
