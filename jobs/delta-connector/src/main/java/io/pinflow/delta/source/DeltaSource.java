package io.pinflow.delta.source;

import io.delta.kernel.Snapshot;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.kernel.ReadErrors;
import io.pinflow.delta.kernel.ScanFile;
import io.pinflow.delta.kernel.TableScan;
import io.pinflow.delta.source.DeltaEnumeratorState.LogPosition;
import io.pinflow.delta.source.reader.DeltaSourceReader;
import io.pinflow.delta.source.reader.SplitRows;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;

/**
 * Reads the rows of one snapshot of a Delta table, or the rows which commits add to it as they
 * appear, each exactly once, in no order.
 *
 * <pre>{@code
 * DeltaSource source =
 *     DeltaSource.forBoundedRowData("s3://lake/pin_table").columns("ind", "category").build();
 * env.fromSource(source, WatermarkStrategy.noWatermarks(), "pins");
 *
 * DeltaSource changes = DeltaSource.forContinuousRowData("s3://lake/pin_table").build();
 * }</pre>
 *
 * <p>The snapshot, or the version to begin with, is chosen when the source is built and stays the
 * same through every failover. TIMESTAMP columns are instants whatever the time zone of the JVM. A
 * reader emits one and the same row object again and again: where object reuse is enabled, copy a
 * row before keeping it.
 */
@PublicEvolving
public final class DeltaSource
    implements Source<RowData, DeltaSourceSplit, DeltaEnumeratorState>,
        ResultTypeQueryable<RowData> {

  private static final long serialVersionUID = 1L;

  private final String tablePath;
  private final long version;
  private final List<ScanColumn> columns;
  private final RowType producedType;
  @Nullable private final ScanFilter filter;
  private final long limit;
  private final SplitPlanner planner;
  private final Configuration configuration;
  @Nullable private final ContinuousRead continuous;

  DeltaSource(
      String tablePath,
      long version,
      List<ScanColumn> columns,
      RowType producedType,
      @Nullable ScanFilter filter,
      long limit,
      SplitPlanner planner,
      Configuration configuration) {
    this(tablePath, version, columns, producedType, filter, limit, planner, configuration, null);
  }

  private DeltaSource(
      String tablePath,
      long version,
      List<ScanColumn> columns,
      RowType producedType,
      @Nullable ScanFilter filter,
      long limit,
      SplitPlanner planner,
      Configuration configuration,
      @Nullable ContinuousRead continuous) {
    this.tablePath = tablePath;
    this.version = version;
    this.columns = columns;
    this.producedType = producedType;
    this.filter = filter;
    this.limit = limit;
    this.planner = planner;
    this.configuration = configuration;
    this.continuous = continuous;
  }

  /** The same columns and filter, read for ever; a limit is for bounded reads. */
  DeltaSource continuing(ContinuousRead read) {
    return new DeltaSource(
        tablePath,
        version,
        columns,
        producedType,
        filter,
        Long.MAX_VALUE,
        planner,
        configuration,
        read);
  }

  /** Empty in a bounded read. */
  Optional<ContinuousRead> continuous() {
    return Optional.ofNullable(continuous);
  }

  /**
   * @param tablePath the table's root directory as a Flink path, e.g. {@code s3://lake/pin_table}
   */
  public static DeltaSourceBuilder forBoundedRowData(String tablePath) {
    return new DeltaSourceBuilder(tablePath);
  }

  /**
   * A source of the rows which commits add, for ever; of the whole table first unless told
   * otherwise.
   *
   * @param tablePath the table's root directory as a Flink path, e.g. {@code s3://lake/pin_table}
   */
  public static ContinuousDeltaSourceBuilder forContinuousRowData(String tablePath) {
    return new ContinuousDeltaSourceBuilder(tablePath);
  }

  /** The version of the table which is read; of a continuous source, the one it was built at. */
  public long version() {
    return version;
  }

  /** The rows that the source produces. */
  public RowType rowType() {
    return producedType;
  }

  /** Splits of whole files, in the order of the files. */
  @Internal
  public static List<DeltaSourceSplit> splitsOf(List<ScanFile> files) {
    return SplitPlanner.BY_PARALLELISM.plan(files, Long.MAX_VALUE, 1);
  }

  /** Reads splits of this source in the calling thread. */
  @Internal
  public SplitRows read(List<DeltaSourceSplit> splits) {
    return SplitRows.open(splits, columns, configuration);
  }

  /**
   * Reads one split of this source in the calling thread.
   *
   * @param leftOut rows to leave out, by their positions in the file
   */
  @Internal
  public SplitRows read(DeltaSourceSplit split, LongPredicate leftOut) {
    return SplitRows.open(List.of(split), columns, leftOut, configuration);
  }

  /** What a bounded read of this source consists of, for so many readers; reads the log. */
  @Internal
  public List<DeltaSourceSplit> plan(int readers) {
    return planner.plan(listFiles(), limit, readers);
  }

  /** Reads in the calling thread what files hold which were made at a time or later. */
  @Internal
  public SplitRows readSince(Instant time) {
    try (DeltaEngine engine = DeltaEngine.create(configuration)) {
      Snapshot snapshot = DeltaTable.at(engine, tablePath).atVersion(version);
      return read(
          splitsOf(TableScan.of(engine, tablePath, snapshot).filesSince(time.toEpochMilli())));
    }
  }

  @Override
  public Boundedness getBoundedness() {
    return continuous == null ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public TypeInformation<RowData> getProducedType() {
    return InternalTypeInfo.of(producedType);
  }

  @Override
  public SourceReader<RowData, DeltaSourceSplit> createReader(SourceReaderContext context) {
    return new DeltaSourceReader(context, columns, limit, configuration);
  }

  @Override
  public SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> createEnumerator(
      SplitEnumeratorContext<DeltaSourceSplit> context) {
    return restoreEnumerator(context, DeltaEnumeratorState.NOT_PLANNED);
  }

  @Override
  public SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> restoreEnumerator(
      SplitEnumeratorContext<DeltaSourceSplit> context, DeltaEnumeratorState state) {
    if (state.pending().isPresent() && state.position().isPresent() != (continuous != null)) {
      throw ReadErrors.otherReadsState(tablePath);
    }
    return continuous == null ? bounded(context, state) : continuous(context, state, continuous);
  }

  private DeltaSplitEnumerator bounded(
      SplitEnumeratorContext<DeltaSourceSplit> context, DeltaEnumeratorState state) {
    String description = String.format("Delta table '%s' at version %d", tablePath, version);
    return new DeltaSplitEnumerator(context, this::listFiles, description, planner, limit, state);
  }

  private ContinuousSplitEnumerator continuous(
      SplitEnumeratorContext<DeltaSourceSplit> context,
      DeltaEnumeratorState state,
      ContinuousRead read) {
    String tableId = state.position().map(LogPosition::tableId).orElse(read.tableId());
    CommitRules rules = new CommitRules(tablePath, read, columns);
    CommitMonitor monitor =
        new CommitMonitor(
            tablePath,
            tableId,
            rules,
            file -> filter == null || filter.mayHold(partitionValues(file, read)),
            configuration);
    return new ContinuousSplitEnumerator(
        context, tablePath, read, planner, this::listFiles, monitor::look, state);
  }

  private static Map<String, String> partitionValues(ScanFile file, ContinuousRead read) {
    Map<String, String> values = new HashMap<>();
    read.partitionColumns()
        .forEach((name, physical) -> values.put(name, file.partitionValues().get(physical)));
    return values;
  }

  private List<ScanFile> listFiles() {
    try (DeltaEngine engine = DeltaEngine.create(configuration)) {
      Snapshot snapshot = DeltaTable.at(engine, tablePath).atVersion(version);
      return TableScan.of(engine, tablePath, snapshot)
          .files(Optional.ofNullable(filter).map(ScanFilter::toKernel));
    }
  }

  @Override
  public SimpleVersionedSerializer<DeltaSourceSplit> getSplitSerializer() {
    return DeltaSourceSplitSerializer.INSTANCE;
  }

  @Override
  public SimpleVersionedSerializer<DeltaEnumeratorState> getEnumeratorCheckpointSerializer() {
    return DeltaEnumeratorStateSerializer.INSTANCE;
  }
}
