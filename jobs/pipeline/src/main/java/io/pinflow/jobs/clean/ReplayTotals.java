package io.pinflow.jobs.clean;

import io.pinflow.schema.RecordKind;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;

/**
 * What became of the records of a replay, as accumulators {@code KIND.OUTCOME}: the metrics of a
 * job are gone when it has ended, its accumulators are part of its result.
 */
final class ReplayTotals {

  /** The outcomes of a record. */
  enum Counted {
    ALREADY_STORED("already-stored"),
    CLEAN("clean"),
    DUPLICATE("duplicate"),
    QUARANTINED("quarantined");

    private final String id;

    Counted(String id) {
      this.id = id;
    }
  }

  private final Map<Counted, Map<RecordKind, LongCounter>> counters = new EnumMap<>(Counted.class);

  ReplayTotals(RuntimeContext context, Counted... outcomes) {
    for (Counted outcome : outcomes) {
      Map<RecordKind, LongCounter> byKind = new EnumMap<>(RecordKind.class);
      for (RecordKind kind : RecordKind.values()) {
        LongCounter counter = new LongCounter();
        context.addAccumulator(kind.id() + '.' + outcome.id, counter);
        byKind.put(kind, counter);
      }
      counters.put(outcome, byKind);
    }
  }

  void count(Counted outcome, RecordKind kind, long records) {
    counters.get(outcome).get(kind).add(records);
  }
}
