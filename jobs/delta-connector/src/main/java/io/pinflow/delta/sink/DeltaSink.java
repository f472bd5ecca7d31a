package io.pinflow.delta.sink;

import io.delta.kernel.types.StructType;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.Overwrite;
import io.pinflow.delta.kernel.OverwriteScope;
import io.pinflow.delta.kernel.TableProgress;
import io.pinflow.delta.kernel.WriteErrors;
import io.pinflow.delta.kernel.WriteLayout;
import io.pinflow.delta.parquet.DataFileFormat;
import java.util.Collection;
import java.util.OptionalLong;
import javax.annotation.Nullable;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessageTypeInfo;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreWriteTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.transformations.PartitionTransformation;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * Appends rows to a Delta table, or {@link #overwriting replaces} rows of it.
 *
 * <pre>{@code
 * stream.sinkTo(DeltaSink.forRowData("s3://lake/pin_table", rowType)
 *         .partitionBy("ingest_date")
 *         .build())
 *     .uid("pin-table").name("pin_table");
 * }</pre>
 *
 * <p><b>Delivery.</b> Exactly once with checkpointing: each row that a completed checkpoint covers
 * is in the table once, through failures, lost replies of the storage, restore from checkpoints and
 * savepoints, and any change of parallelism. One commit per checkpoint; a row is visible when its
 * checkpoint completes. Bounded inputs commit the last rows with the final checkpoint, and without
 * checkpointing at the end of the input. Any number of jobs and of other Delta writers may write to
 * the table at once.
 *
 * <p><b>Across runs.</b> What one run committed, another one that reads the same rows again (a
 * start without state, a restore from an older savepoint) writes again, unless the sink records
 * progress: see {@link DeltaSinkBuilder#progress}.
 *
 * <p><b>State.</b> Give the sink a uid. The writers hold no state; pending commits belong to the
 * operator with the uid {@code <sink uid>: delta-commit}. A state must be restored within the
 * table's {@code delta.setTransactionRetentionDuration} (30 days for tables made here): an older
 * one is refused.
 *
 * <p><b>Types.</b> Timestamps have at most six fractional digits; TIMESTAMP_LTZ is an instant and
 * becomes Delta's TIMESTAMP, TIMESTAMP becomes TIMESTAMP_NTZ. An empty string in a partition column
 * is stored as null, Delta has no such partition.
 */
public final class DeltaSink
    implements Sink<RowData>,
        SupportsPreWriteTopology<RowData>,
        SupportsCommitter<Void>,
        SupportsPreCommitTopology<WriterResult, Void> {

  private static final long serialVersionUID = 1L;

  static final String COMMIT_NAME = "delta-commit";

  private final SinkTable table;
  private final Configuration options;
  private final DeltaEngineFactory engines;
  @Nullable private final ProgressExtractor progress;
  @Nullable private final OverwriteScope replaced;

  DeltaSink(
      SinkTable table,
      Configuration options,
      DeltaEngineFactory engines,
      @Nullable ProgressExtractor progress) {
    this(table, options, engines, progress, null);
  }

  private DeltaSink(
      SinkTable table,
      Configuration options,
      DeltaEngineFactory engines,
      @Nullable ProgressExtractor progress,
      @Nullable OverwriteScope replaced) {
    this.table = table;
    this.options = options;
    this.engines = engines;
    this.progress = progress;
    this.replaced = replaced;
  }

  /**
   * Starts the description of a sink.
   *
   * @param tablePath root of the table, with the scheme file, s3 or s3a
   * @param rowType the rows, partition columns included
   */
  public static DeltaSinkBuilder forRowData(String tablePath, RowType rowType) {
    return new DeltaSinkBuilder(tablePath, rowType);
  }

  /**
   * The same sink, which replaces rows of the table instead of adding to them: by one commit, at
   * the end of a bounded input in batch mode, which removes all rows in the scope and adds the new
   * ones. It happens once, whatever fails: before it the table has the old rows, after it the new.
   *
   * <p>Files that other writers only rearrange in the meantime, as a compaction does, are replaced
   * as well. If one adds rows within the scope after the job was defined, the job fails and the
   * table stays as that writer left it.
   *
   * @throws io.pinflow.delta.kernel.DeltaException if the scope is none of the table's, or the sink
   *     records progress
   */
  public DeltaSink overwriting(OverwriteScope scope) {
    scope.requireFits(table.path(), table.partitionColumns());
    if (table.recordsProgress()) {
      throw WriteErrors.overwriteWithProgress(table.path());
    }
    return new DeltaSink(table, options, engines, progress, scope);
  }

  /**
   * Looks whether the table there is takes these rows, as the sink itself does when the job starts,
   * but changes nothing and creates nothing.
   *
   * @return the table's version, if there is a table
   * @throws io.pinflow.delta.kernel.DeltaException if the table's columns, partitioning or features
   *     do not fit
   */
  public OptionalLong requireFits() {
    try (DeltaEngine engine = engines.create(options)) {
      return table.requireFits(engine);
    }
  }

  @Override
  public DataStream<RowData> addPreWriteTopology(DataStream<RowData> rows) {
    return options.get(DeltaSinkOptions.SHUFFLE_BY_PARTITION)
        ? PartitionShuffle.apply(rows, table)
        : rows;
  }

  @Override
  public SinkWriter<RowData> createWriter(WriterInitContext context) {
    try (DeltaEngine engine = engines.create(options)) {
      WriteLayout layout = table.open(engine);
      ProgressTracker progress = table.recordsProgress() ? progressTracker(engine) : null;
      RowLayout rows = RowLayout.of(table, layout);
      StructType physicalSchema = rows.physicalSchema();
      DataFileFormat format =
          new DataFileFormat(
              rows.dataType(),
              physicalSchema,
              layout.statisticsColumns(),
              options.get(DeltaSinkOptions.COMPRESSION),
              options.get(DeltaSinkOptions.ROW_GROUP_SIZE).getBytes());
      return new DeltaWriter(
          table,
          rows,
          format,
          progress,
          context.getTaskInfo().getIndexOfThisSubtask(),
          options.get(DeltaSinkOptions.TARGET_FILE_SIZE).getBytes(),
          options.get(DeltaSinkOptions.MAX_OPEN_FILES),
          context.metricGroup());
    }
  }

  private ProgressTracker progressTracker(DeltaEngine engine) {
    return new ProgressTracker(
        progress,
        options.get(DeltaSinkOptions.PROGRESS_SKIP_COVERED)
            ? TableProgress.of(table.at(engine).latest())
            : TableProgress.none());
  }

  @Override
  @Deprecated // the interface still has it; Flink 1.20 calls the other one
  public SinkWriter<RowData> createWriter(InitContext context) {
    throw new UnsupportedOperationException("Flink calls createWriter(WriterInitContext)");
  }

  @Override
  public SimpleVersionedSerializer<WriterResult> getWriteResultSerializer() {
    return new WriterResultSerializer();
  }

  @Override
  public DataStream<CommittableMessage<Void>> addPreCommitTopology(
      DataStream<CommittableMessage<WriterResult>> written) {
    SingleOutputStreamOperator<CommittableMessage<Void>> commit =
        written
            .global()
            .transform(
                COMMIT_NAME,
                CommittableMessageTypeInfo.noOutput(),
                new DeltaCommitOperatorFactory(committed(), options, engines))
            .setParallelism(1)
            .setMaxParallelism(1)
            // In one chain with Flink's committer, in a job of parallelism 1, it would impose its
            // limit on that one's state, which no larger parallelism could then restore.
            .disableChaining();
    // Flink refuses a uid inside a sink which has none itself, as in most SQL jobs.
    boolean sinkHasUid = writerOf(written).getUid() != null;
    return sinkHasUid ? commit.uid(COMMIT_NAME) : commit;
  }

  /** Each job that is defined is a statement of its own. */
  private SinkTable committed() {
    if (replaced == null) {
      return table;
    }
    try (DeltaEngine engine = engines.create(options)) {
      return table.overwriting(Overwrite.plan(table.at(engine), replaced));
    }
  }

  /** The writer, which bears the sink's own uid, stands behind an exchange or right there. */
  private static Transformation<?> writerOf(DataStream<?> written) {
    Transformation<?> transformation = written.getTransformation();
    while (transformation instanceof PartitionTransformation) {
      transformation = transformation.getInputs().get(0);
    }
    return transformation;
  }

  /** Flink asks for one; nothing ever reaches it, see {@link DeltaCommitOperator}. */
  @Override
  public Committer<Void> createCommitter(CommitterInitContext context) {
    return new NothingToCommit();
  }

  @Override
  public SimpleVersionedSerializer<Void> getCommittableSerializer() {
    return new NothingToCommitSerializer();
  }

  private static final class NothingToCommit implements Committer<Void> {

    @Override
    public void commit(Collection<CommitRequest<Void>> requests) {
      if (!requests.isEmpty()) {
        throw new IllegalStateException("Files are committed before this operator");
      }
    }

    @Override
    public void close() {}
  }
}
