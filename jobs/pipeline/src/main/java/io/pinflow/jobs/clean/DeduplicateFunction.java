package io.pinflow.jobs.clean;

import io.pinflow.delta.kernel.SourceRange;
import io.pinflow.jobs.metrics.ExactCounters;
import io.pinflow.schema.ContentHash;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Sends a clean record to its kind's table unless one of the same kind, key and content was
 * accepted within the window; of the others it tells the table's ledger. A record which the table
 * covers already is only remembered.
 *
 * <p>The window is a time of the machine's clock and begins when a record is accepted; a repetition
 * does not prolong it. Records are told apart by the 128-bit hash of their content, whose chance to
 * meet among a billion records is below 10<sup>-20</sup>.
 */
final class DeduplicateFunction extends KeyedProcessFunction<ContentHash, CleanRecord, Void>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  /** Every access looks at so many entries on the heap: two for a new record, more than it adds. */
  private static final int CLEANUP_ENTRIES = 1;

  private static final long CLEANUP_CLOCK_READS = 1000;

  private final Duration window;
  private final TableOutputs outputs;

  private transient ExactCounters counters;
  private transient AcceptedCounters accepted;
  private transient Map<RecordKind, LedgerEntries> entries;
  private transient LastPositions positions;
  private transient ValueState<Boolean> seen;

  DeduplicateFunction(Duration window, TableOutputs outputs) {
    this.window = window;
    this.outputs = outputs;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counters = ExactCounters.restore(context, getRuntimeContext().getMetricGroup());
    accepted = new AcceptedCounters(counters, outputs.byKind().keySet());
    positions = LastPositions.restore(context);
    entries = new EnumMap<>(RecordKind.class);
    outputs.byKind().keySet().forEach(k -> entries.put(k, LedgerEntries.of(TableSchema.of(k))));
  }

  @Override
  public void open(OpenContext context) {
    ValueStateDescriptor<Boolean> descriptor = new ValueStateDescriptor<>("seen", Types.BOOLEAN);
    descriptor.enableTimeToLive(
        StateTtlConfig.newBuilder(window)
            .updateTtlOnCreateAndWrite()
            .neverReturnExpired()
            .cleanupIncrementally(CLEANUP_ENTRIES, false)
            .cleanupInRocksdbCompactFilter(CLEANUP_CLOCK_READS)
            .build());
    seen = getRuntimeContext().getState(descriptor);
  }

  @Override
  public void processElement(CleanRecord record, Context context, Collector<Void> out)
      throws Exception {
    RecordKind kind = record.kind();
    positions.add(entries.get(kind), record.row());
    switch (record.outcome()) {
      case COVERED:
        if (seen.value() == null) {
          seen.update(Boolean.TRUE);
        }
        return;
      case CLEAN:
        if (seen.value() == null) {
          seen.update(Boolean.TRUE);
          accepted.clean(kind);
        } else {
          Outcome.DUPLICATE.mark(record.row());
          accepted.duplicate(kind);
        }
        break;
      default:
        break;
    }
    context.output(outputs.of(kind), record.row());
  }

  /**
   * Whether a kind's table covers records which the restored state knows nothing of. From now on it
   * counts as knowing them.
   */
  boolean isBehind(RecordKind kind, TableContents tables) {
    Collection<SourceRange> ledger = tables.ledger(TableSchema.of(kind)).sources();
    boolean behind = positions.isBehind(ledger);
    positions.learn(ledger);
    return behind;
  }

  /** Takes the current key for one that was accepted. */
  void remember() {
    try {
      seen.update(Boolean.TRUE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    counters.snapshot();
    positions.snapshot();
  }
}
