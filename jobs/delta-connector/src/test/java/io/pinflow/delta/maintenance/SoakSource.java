package io.pinflow.delta.maintenance;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.source.RichSourceFunction;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.SerializableObject;

/**
 * Numbered rows at a steady rate until all sources of the JVM are told to end; knows where its
 * checkpoint was.
 */
@SuppressWarnings("deprecation") // the new source API would need four classes for this
final class SoakSource extends RichSourceFunction<RowData> implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;
  private static final int PAUSE_MILLIS = 20;
  private static final int FIRST_DAY = 20_454;

  static final RowType TYPE =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("job", DataTypes.INT()),
                  DataTypes.FIELD("id", DataTypes.BIGINT()),
                  DataTypes.FIELD("text", DataTypes.STRING()),
                  DataTypes.FIELD("day", DataTypes.DATE()))
              .getLogicalType();
  static final InternalTypeInfo<RowData> TYPE_INFO = InternalTypeInfo.of(TYPE);

  /** How many rows each job has emitted when it ended last, by its own state. */
  private static final Map<Integer, Long> EMITTED = new ConcurrentHashMap<>();

  private static volatile boolean ending;

  private final SerializableObject lock = new SerializableObject();
  private final int job;
  private final int rowsPerSecond;
  private transient ListState<Long> state;
  private transient long next;
  private volatile boolean running = true;

  SoakSource(int job, int rowsPerSecond) {
    this.job = job;
    this.rowsPerSecond = rowsPerSecond;
  }

  static void begin() {
    ending = false;
    EMITTED.clear();
  }

  static void end() {
    ending = true;
  }

  static Map<Integer, Long> emitted() {
    return EMITTED;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    state =
        context.getOperatorStateStore().getListState(new ListStateDescriptor<>("next", Types.LONG));
    for (long restored : state.get()) {
      next = restored;
    }
  }

  @Override
  public void run(SourceContext<RowData> out) throws InterruptedException {
    while (running && !ending) {
      synchronized (out.getCheckpointLock()) {
        for (int i = 0; i < rowsPerSecond * PAUSE_MILLIS / 1_000; i++) {
          out.collect(
              GenericRowData.of(
                  job,
                  next,
                  StringData.fromString("row " + next + " of job " + job),
                  FIRST_DAY + (int) (next % 2)));
          next++;
        }
      }
      synchronized (lock) {
        lock.wait(PAUSE_MILLIS);
      }
    }
    EMITTED.put(job, next);
  }

  @Override
  public void cancel() {
    running = false;
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    state.update(List.of(next));
  }
}
