package io.pinflow.jobs.clean;

import io.pinflow.jobs.config.JobErrors;
import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.schema.CleaningLimits;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.util.OutputTag;

/**
 * The quarantine to tables, once, in batch execution:
 *
 * <pre>{@code
 * quarantine ──┐                          rows of the tables
 *              ├──> Open ──> Clean ──────────────┴──> Deduplicate ──┬──> pin_table, geo_table, user_table
 * redriven, ───┘     │         │ refused for a new reason           │ clean, duplicate
 * rows of the        └─────────┴────────────────────────────────────┴──> redriven
 * tables
 * }</pre>
 *
 * <p>Each record of the quarantine that is not settled is cleaned with the rules of today. One
 * which passes is stored, unless a row of equal content is stored within the dedup window, and is
 * settled; of one that is refused again, {@code redriven} gets a new reason once. The quarantine
 * stays as it is. The tables' ledgers are not told: they have counted these records.
 *
 * <p>Each table gets one commit, at the end. Where a run fails between two of them, the next one
 * adds what is missing, and no second row: see {@link OpenQuarantine}. The job that fills the
 * tables may go on meanwhile, but no second redrive.
 */
public final class RedrivePipeline {

  static final InternalTypeInfo<RowData> QUARANTINED =
      InternalTypeInfo.of(TableRowTypes.of(TableSchema.quarantine()));

  static final InternalTypeInfo<RowData> REDRIVEN =
      InternalTypeInfo.of(TableRowTypes.of(TableSchema.redriven()));

  private final QuarantineSelection selection;
  private final Set<RecordKind> kinds;
  private final CleaningLimits limits;
  private final Duration dedupWindow;
  private final DeltaTables tables;
  private final RedrivenRow redriven;
  private final OutputTag<RowData> refusals =
      new OutputTag<>(TableSchema.redriven().tableName(), REDRIVEN);

  private RedrivePipeline(
      QuarantineSelection selection,
      Set<RecordKind> kinds,
      CleaningLimits limits,
      Duration dedupWindow,
      DeltaTables tables,
      RedrivenRow redriven) {
    this.selection = selection;
    this.kinds = kinds;
    this.limits = limits;
    this.dedupWindow = dedupWindow;
    this.tables = tables;
    this.redriven = redriven;
  }

  /**
   * Reads the pipeline's settings, noting what is wrong with them.
   *
   * @param componentVersion the version which the rows of {@code redriven} are to name
   */
  public static RedrivePipeline read(
      SettingsReader settings, String componentVersion, Clock clock) {
    return new RedrivePipeline(
        QuarantineSelection.read(settings),
        Set.copyOf(settings.get(CleanOptions.KINDS)),
        CleanOptions.limits(settings),
        settings.get(CleanOptions.DEDUP_WINDOW),
        DeltaTables.read(settings),
        new RedrivenRow(componentVersion, clock.millis()));
  }

  /**
   * Adds the pipeline to a job, which becomes one of batch execution.
   *
   * @throws io.pinflow.jobs.config.ConfigurationException if there is no quarantine
   */
  public void build(StreamExecutionEnvironment env) {
    env.setRuntimeMode(RuntimeExecutionMode.BATCH);
    TableOutputs outputs = new TableOutputs(kinds);
    DataStream<RowData> quarantine =
        rows(env, TableSchema.quarantine())
            .orElseThrow(() -> JobErrors.noQuarantine(tables.path(TableSchema.quarantine())));
    List<DataStream<ReplayRecord>> stored =
        new StoredRows(tables, kinds, deduplicates()).addKinds(env);

    SingleOutputStreamOperator<RowData> open = open(quarantine, known(env, stored));
    SingleOutputStreamOperator<ReplayRecord> cleaned = clean(open);
    SingleOutputStreamOperator<Void> accepted =
        deduplicates() ? deduplicate(cleaned, stored, outputs) : accept(cleaned, outputs);
    DataStream<RowData> outcomes =
        open.getSideOutput(refusals).union(cleaned.getSideOutput(refusals));
    for (RecordKind kind : kinds) {
      DataStream<RowData> rows = accepted.getSideOutput(outputs.of(kind));
      store(rows, TableSchema.of(kind));
      outcomes = outcomes.union(outcomes(kind, rows));
    }
    store(outcomes, TableSchema.redriven());
  }

  private boolean deduplicates() {
    return !dedupWindow.isZero();
  }

  private Optional<DataStream<RowData>> rows(StreamExecutionEnvironment env, TableSchema table) {
    return tables.rows(env, table, TableRowTypes.of(table).getFieldNames());
  }

  /** What is known of positions, in rows of {@code redriven}. */
  private DataStream<RowData> known(
      StreamExecutionEnvironment env, List<DataStream<ReplayRecord>> stored) {
    DataStream<RowData> known =
        rows(env, TableSchema.redriven())
            .orElseGet(
                () -> env.fromCollection(List.of(), REDRIVEN).name("Nothing").uid("nothing"));
    for (int i = 0; i < stored.size(); i++) {
      known =
          known.union(
              stored
                  .get(i)
                  .map(RedrivenRow::ofStored, REDRIVEN)
                  .name("Stored positions")
                  .uid("stored-positions-" + i));
    }
    return known;
  }

  private SingleOutputStreamOperator<RowData> open(
      DataStream<RowData> quarantine, DataStream<RowData> known) {
    return quarantine
        .filter(selection)
        .name("Selected")
        .uid("selected")
        .keyBy(row -> QuarantinedRow.of(row).ingestSource(), Types.STRING)
        .connect(known.keyBy(row -> row.getString(RedrivenRow.SOURCE).toString(), Types.STRING))
        .process(new OpenQuarantine(redriven, refusals), QUARANTINED)
        .name("Open")
        .uid("open");
  }

  private SingleOutputStreamOperator<ReplayRecord> clean(DataStream<RowData> open) {
    return open.process(new RedriveClean(limits, redriven, refusals), ReplayPipeline.REPLAY_RECORD)
        .name("Clean")
        .uid(CleanPipeline.CLEAN_UID);
  }

  private SingleOutputStreamOperator<Void> deduplicate(
      DataStream<ReplayRecord> records,
      List<DataStream<ReplayRecord>> stored,
      TableOutputs outputs) {
    DataStream<ReplayRecord> all = records;
    for (DataStream<ReplayRecord> rows : stored) {
      all = all.union(rows);
    }
    return ReplayPipeline.deduplicate(all, dedupWindow, outputs);
  }

  private static SingleOutputStreamOperator<Void> accept(
      SingleOutputStreamOperator<ReplayRecord> records, TableOutputs outputs) {
    // Its counts would share their names with those of Clean within one chain.
    return ReplayPipeline.accept(records, outputs).startNewChain();
  }

  private DataStream<RowData> outcomes(RecordKind kind, DataStream<RowData> rows) {
    RedrivenRow row = redriven;
    return rows.map(decided -> row.decided(kind, decided), REDRIVEN)
        .name("Outcomes of " + kind.tableName())
        .uid("outcomes-" + kind.tableName());
  }

  private void store(DataStream<RowData> rows, TableSchema table) {
    rows.sinkTo(tables.sink(table, ReplayLedgerEntries.recordingNothing(table)))
        .name(table.tableName())
        .uid(table.tableName());
  }
}
