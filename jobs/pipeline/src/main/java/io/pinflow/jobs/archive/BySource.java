package io.pinflow.jobs.archive;

import io.pinflow.jobs.source.RecordPosition;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A value for each partition or shard. Made for records in a row of which most are of the source of
 * the one before: that one's value is found without a look-up. Not thread-safe.
 *
 * @param <V> the values
 */
final class BySource<V> {

  private final Map<String, V> values = new HashMap<>();
  private final Function<RecordPosition, V> newValue;
  private RecordPosition recent;
  private V recentValue;

  /**
   * No value yet.
   *
   * @param newValue makes the value of a source of which a position is the first that is met
   */
  BySource(Function<RecordPosition, V> newValue) {
    this.newValue = newValue;
  }

  V of(RecordPosition position) {
    if (recent == null || !position.isOfSameSource(recent)) {
      recentValue = values.computeIfAbsent(position.source(), source -> newValue.apply(position));
      recent = position;
    }
    return recentValue;
  }

  Collection<V> values() {
    return values.values();
  }

  void clear() {
    values.clear();
    recent = null;
    recentValue = null;
  }
}
