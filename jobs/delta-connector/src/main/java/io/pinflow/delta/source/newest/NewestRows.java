package io.pinflow.delta.source.newest;

import io.delta.kernel.Snapshot;
import io.pinflow.delta.source.DeltaSource;
import io.pinflow.delta.source.DeltaSourceBuilder;
import io.pinflow.delta.source.ScanFilter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.core.memory.ManagedMemoryUseCase;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;

/**
 * The newest row of each key of one snapshot, each exactly once, in no order.
 *
 * <pre>
 * list splits ─► read keys ══by key══► find superseded ══by split══► read newest ─► rows
 * </pre>
 *
 * <p>Rows themselves are neither sorted nor sent: of every row 16 bytes travel to the subtask which
 * has its key (key, time, position in the file), and of every superseded row 4 bytes back. The
 * columns which are wanted are read by those who then leave the superseded rows out. With a
 * parallelism of 1 all of it is one task. For batch execution.
 *
 * <p>What one query finds superseded others need not find again, if they run in the same
 * TaskManager on the same files, and the connector is on its own class path: they only read the
 * columns which are wanted.
 */
@Internal
public final class NewestRows {

  /** Beside 128 MiB of a sort, a hash join or a hash aggregate, when they share a slot's memory. */
  private static final int MEMORY_WEIGHT_MEBIBYTES = 64;

  private final NewestRule rule;
  private final String tablePath;
  private final Snapshot snapshot;
  private final List<String> columns;
  private final Optional<MemorySize> splitSize;
  private final Optional<ScanFilter> partitions;

  /**
   * @param columns of the rows, in this order
   * @param splitSize if it is not to be by the parallelism
   * @param partitions on whose rows the newest are found; all if empty
   */
  public NewestRows(
      NewestRule rule,
      String tablePath,
      Snapshot snapshot,
      List<String> columns,
      Optional<MemorySize> splitSize,
      Optional<ScanFilter> partitions) {
    this.rule = rule;
    this.tablePath = tablePath;
    this.snapshot = snapshot;
    this.columns = List.copyOf(columns);
    this.splitSize = splitSize;
    this.partitions = partitions;
  }

  /**
   * Adds the steps to a job.
   *
   * @param environment of a job in batch execution
   * @param uid the uid of a step of this name; empty where the job needs none
   */
  public DataStream<RowData> in(
      StreamExecutionEnvironment environment, Function<String, Optional<String>> uid) {
    int parallelism = environment.getParallelism();
    DeltaSource keys = source(rule.keyAndTime());
    DeltaSource rows = source(columns);
    DataStream<Long> once =
        step(
            environment.fromSource(
                new NumberSequenceSource(0, 0), WatermarkStrategy.noWatermarks(), "Once"),
            "Once",
            1,
            uid);
    DataStream<Tuple3<Integer, Integer, byte[]>> splits =
        step(
            once.flatMap(new ListSplits(keys, rule, parallelism)).returns(Blocks.TYPE),
            "List splits",
            1,
            uid);
    DataStream<Tuple3<Integer, Integer, byte[]>> read =
        step(
            Blocks.toTargets(splits, parallelism)
                .flatMap(new ReadKeys(keys, parallelism))
                .returns(Blocks.TYPE),
            "Read keys",
            parallelism,
            uid);
    SingleOutputStreamOperator<Tuple3<Integer, Integer, byte[]>> superseded =
        step(
            Blocks.toTargets(read, parallelism)
                .transform(
                    "Find superseded", Blocks.TYPE, new FindSuperseded(rule, ties(), parallelism)),
            "Find superseded",
            parallelism,
            uid);
    var unused =
        superseded
            .getTransformation()
            .declareManagedMemoryUseCaseAtOperatorScope(
                ManagedMemoryUseCase.OPERATOR, MEMORY_WEIGHT_MEBIBYTES);
    return step(
        Blocks.toTargets(superseded, parallelism)
            .transform("Read newest", InternalTypeInfo.of(rows.rowType()), new ReadNewest(rows)),
        "Read newest",
        parallelism,
        uid);
  }

  private <T> SingleOutputStreamOperator<T> step(
      SingleOutputStreamOperator<T> step,
      String name,
      int parallelism,
      Function<String, Optional<String>> uid) {
    uid.apply(name.toLowerCase(Locale.ROOT).replace(' ', '-')).ifPresent(step::uid);
    return step.name(name + " of " + tablePath).setParallelism(parallelism);
  }

  @Nullable
  private DeltaSource ties() {
    List<String> tieColumns = rule.tieColumns();
    return tieColumns.isEmpty() ? null : source(tieColumns);
  }

  private DeltaSource source(List<String> names) {
    DeltaSourceBuilder builder =
        DeltaSource.forBoundedRowData(tablePath).snapshot(snapshot).columns(names);
    splitSize.ifPresent(builder::splitSize);
    partitions.ifPresent(builder::filter);
    return builder.build();
  }
}
