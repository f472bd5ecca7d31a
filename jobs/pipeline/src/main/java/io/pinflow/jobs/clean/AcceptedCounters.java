package io.pinflow.jobs.clean;

import io.pinflow.jobs.metrics.ExactCounters;
import io.pinflow.schema.RecordKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.Counter;

/**
 * How many records of each kind went to their table ({@code clean}) and how many were repetitions
 * ({@code duplicate}).
 */
final class AcceptedCounters {

  private final Map<RecordKind, Counter> clean = new EnumMap<>(RecordKind.class);
  private final Map<RecordKind, Counter> duplicate = new EnumMap<>(RecordKind.class);

  AcceptedCounters(ExactCounters counters, Set<RecordKind> kinds) {
    for (RecordKind kind : kinds) {
      clean.put(kind, counters.counter(kind.id() + ".clean"));
      duplicate.put(kind, counters.counter(kind.id() + ".duplicate"));
    }
  }

  void clean(RecordKind kind) {
    clean.get(kind).inc();
  }

  void duplicate(RecordKind kind) {
    duplicate.get(kind).inc();
  }
}
