package io.pinflow.jobs.clean;

import io.pinflow.delta.sink.ProgressExtractor;
import io.pinflow.jobs.archive.ArchiveRecordSource;
import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RawRecordSource;
import io.pinflow.jobs.source.SingletonTypeInfo;
import io.pinflow.schema.CleaningLimits;
import io.pinflow.schema.ContentHash;
import io.pinflow.schema.TableSchema;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;

/**
 * The archive to tables, once, in batch execution:
 *
 * <pre>{@code
 * archive ──> Clean ─────┐
 *                        ├──> [AlreadyStored] ──> Deduplicate ──┬──> pin_table, geo_table, user_table
 * rows of the tables ────┘                                      └──> quarantine
 * }</pre>
 *
 * <p>A record is stored unless a table holds a row of its position, or one of equal content within
 * the dedup window. So it adds what is missing: all of it to an empty folder, nothing to one that
 * is complete. AlreadyStored is left out where none of the tables exists when the job is built;
 * without deduplication, Deduplicate is an Accept that lets every record pass.
 *
 * <p>A replay of the whole archive tells the tables' ledgers what they cover from now on, so that a
 * job which reads the topics and streams goes on behind it; what they cover already is counted no
 * second time. A replay of some times or topics leaves the ledgers as they are.
 *
 * <p>Each table gets one commit, at the end: a run that fails adds nothing to a table which it has
 * not committed yet, and one more run adds what is left. No other job may write to the tables from
 * the same topics and streams meanwhile: it would not know of these rows, nor this one of its.
 */
public final class ReplayPipeline {

  static final TypeInformation<ReplayRecord> REPLAY_RECORD =
      SingletonTypeInfo.of(ReplayRecord.class, ReplayRecordSerializer.INSTANCE);

  static final String ALREADY_STORED_UID = "already-stored";
  static final String ACCEPT_UID = "accept";

  private static final TypeInformation<ContentHash> CONTENT_HASH =
      SingletonTypeInfo.ofKey(ContentHash.class, ContentHashSerializer.INSTANCE);

  private final RawRecordSource source;
  private final boolean wholeArchive;
  private final TopicKinds topics;
  private final CleaningLimits limits;
  private final Duration dedupWindow;
  private final DeltaTables tables;
  private final String componentVersion;

  private ReplayPipeline(
      RawRecordSource source,
      boolean wholeArchive,
      TopicKinds topics,
      CleaningLimits limits,
      Duration dedupWindow,
      DeltaTables tables,
      String componentVersion) {
    this.source = source;
    this.wholeArchive = wholeArchive;
    this.topics = topics;
    this.limits = limits;
    this.dedupWindow = dedupWindow;
    this.tables = tables;
    this.componentVersion = componentVersion;
  }

  /**
   * Reads the pipeline's settings, noting what is wrong with them.
   *
   * @param componentVersion the version the quarantine's rows are to name
   */
  public static ReplayPipeline read(SettingsReader settings, String componentVersion) {
    ArchiveRecordSource archive =
        ArchiveRecordSource.read(settings, prefix -> TopicKinds.isWanted(prefix, settings));
    return new ReplayPipeline(
        archive,
        ArchiveRecordSource.readsAll(settings),
        TopicKinds.of(archive.prefixes(), settings),
        CleanOptions.limits(settings),
        settings.get(CleanOptions.DEDUP_WINDOW),
        DeltaTables.read(settings),
        componentVersion);
  }

  /** Adds the pipeline to a job, which becomes one of batch execution. */
  public void build(StreamExecutionEnvironment env) {
    env.setRuntimeMode(RuntimeExecutionMode.BATCH);
    TableOutputs outputs = new TableOutputs(topics.kinds());

    SingleOutputStreamOperator<CleanRecord> cleaned = clean(source.addTo(env), outputs);
    SingleOutputStreamOperator<ReplayRecord> candidates = candidates(cleaned, outputs);
    DataStream<ReplayRecord> records =
        candidates.union(refused(cleaned.getSideOutput(outputs.quarantine())));
    List<DataStream<ReplayRecord>> stored =
        new StoredRows(tables, topics.kinds(), deduplicates()).addTo(env);
    for (DataStream<ReplayRecord> rows : stored) {
      records = records.union(rows);
    }
    if (!stored.isEmpty()) {
      records = leaveOutStored(records);
    }
    SingleOutputStreamOperator<Void> accepted =
        deduplicates() ? deduplicate(records, dedupWindow, outputs) : accept(records, outputs);

    outputs
        .byKind()
        .forEach(
            (kind, rows) ->
                store(
                    accepted.getSideOutput(rows).union(candidates.getSideOutput(rows)),
                    TableSchema.of(kind)));
    store(accepted.getSideOutput(outputs.quarantine()), TableSchema.quarantine());
  }

  private boolean deduplicates() {
    return !dedupWindow.isZero();
  }

  private SingleOutputStreamOperator<CleanRecord> clean(
      DataStream<RawRecord> records, TableOutputs outputs) {
    CleanFunction function =
        new CleanFunction(
            topics.kindByTopic(),
            limits,
            deduplicates(),
            componentVersion,
            outputs.quarantine(),
            NoContents.INSTANCE);
    return records
        .process(function, CleanPipeline.CLEAN_RECORD)
        .name("Clean")
        .uid(CleanPipeline.CLEAN_UID);
  }

  private static SingleOutputStreamOperator<ReplayRecord> candidates(
      DataStream<CleanRecord> cleaned, TableOutputs outputs) {
    return cleaned
        .process(new ReplayCandidates(outputs), REPLAY_RECORD)
        .name("Candidates")
        .uid("candidates");
  }

  private static DataStream<ReplayRecord> refused(DataStream<RowData> quarantined) {
    return quarantined.map(ReplayRecords.ofRefused(), REPLAY_RECORD).name("Refused").uid("refused");
  }

  private static DataStream<ReplayRecord> leaveOutStored(DataStream<ReplayRecord> records) {
    return records
        .keyBy(ReplayRecord::source, Types.STRING)
        .process(new AlreadyStored(), REPLAY_RECORD)
        .name("AlreadyStored")
        .uid(ALREADY_STORED_UID);
  }

  static SingleOutputStreamOperator<Void> deduplicate(
      DataStream<ReplayRecord> records, Duration window, TableOutputs outputs) {
    return records
        .keyBy(ReplayRecord::hash, CONTENT_HASH)
        .process(new ReplayDeduplicate(window, outputs), Types.VOID)
        .name("Deduplicate")
        .uid(ACCEPT_UID);
  }

  static SingleOutputStreamOperator<Void> accept(
      DataStream<ReplayRecord> records, TableOutputs outputs) {
    return records.process(new ReplayAccept(outputs), Types.VOID).name("Accept").uid(ACCEPT_UID);
  }

  private void store(DataStream<RowData> rows, TableSchema table) {
    rows.sinkTo(tables.sink(table, ledger(table))).name(table.tableName()).uid(table.tableName());
  }

  private ProgressExtractor ledger(TableSchema table) {
    return wholeArchive
        ? ReplayLedgerEntries.recording(table, tables.ledger(table))
        : ReplayLedgerEntries.recordingNothing(table);
  }
}
