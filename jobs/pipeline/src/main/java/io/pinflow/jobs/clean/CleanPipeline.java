package io.pinflow.jobs.clean;

import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.SingletonTypeInfo;
import io.pinflow.jobs.source.SourceSystem;
import io.pinflow.schema.CleaningLimits;
import io.pinflow.schema.ContentHash;
import io.pinflow.schema.TableSchema;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.OutputTag;

/**
 * Raw records to tables.
 *
 * <pre>{@code
 * records ──> Clean ──> Deduplicate ──┬──> pin_table
 *               │                     ├──> geo_table
 *               │                     └──> user_table
 *               └──> quarantine
 * }</pre>
 *
 * <p>Deduplicate works by the hash of a record's content, wherefore records are spread by it.
 * Without deduplication its place is taken by Accept, which lets every record pass, and nothing is
 * spread: each subtask takes its records from the source to the files by itself.
 *
 * <p>Each table's log is its ledger: how far it covers each partition or shard, and how many of the
 * records were clean, duplicates and quarantined. Clean reads the ledgers when it starts, so that
 * no record is stored twice whatever savepoint the job starts from, and without one.
 */
public final class CleanPipeline {

  static final String CLEAN_UID = "clean";

  /** Of Deduplicate and of Accept: the totals go on when one takes the other's place. */
  static final String ACCEPT_UID = "accept";

  private static final TypeInformation<CleanRecord> CLEAN_RECORD =
      SingletonTypeInfo.of(CleanRecord.class, CleanRecordSerializer.INSTANCE);
  private static final TypeInformation<ContentHash> CONTENT_HASH =
      SingletonTypeInfo.ofKey(ContentHash.class, ContentHashSerializer.INSTANCE);

  private final TopicKinds topics;
  private final CleaningLimits limits;
  private final Duration dedupWindow;
  private final DeltaTables tables;
  private final String componentVersion;

  CleanPipeline(
      TopicKinds topics,
      CleaningLimits limits,
      Duration dedupWindow,
      DeltaTables tables,
      String componentVersion) {
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
  public static CleanPipeline read(SettingsReader settings, String componentVersion) {
    return new CleanPipeline(
        TopicKinds.read(settings),
        CleaningLimits.of(
            Math.toIntExact(settings.get(CleanOptions.MAX_RECORD_SIZE).getBytes()),
            settings.get(CleanOptions.MAX_NESTING_DEPTH)),
        settings.get(CleanOptions.DEDUP_WINDOW),
        DeltaTables.read(settings),
        componentVersion);
  }

  /** The topics or streams of a system whose records it can clean. */
  public List<String> names(SourceSystem system) {
    return topics.names(system);
  }

  /** Adds the pipeline to the job of the records. */
  public void build(DataStream<RawRecord> records) {
    TableOutputs outputs = new TableOutputs(topics.kinds());

    SingleOutputStreamOperator<CleanRecord> cleaned = clean(records, outputs);
    SingleOutputStreamOperator<Void> accepted =
        deduplicates() ? deduplicate(cleaned, outputs) : accept(cleaned, outputs);

    outputs.byKind().forEach((kind, rows) -> store(accepted, rows, TableSchema.of(kind)));
    store(cleaned, outputs.quarantine(), TableSchema.quarantine());
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
            tables);
    return records.process(function, CLEAN_RECORD).name("Clean").uid(CLEAN_UID);
  }

  private SingleOutputStreamOperator<Void> deduplicate(
      DataStream<CleanRecord> cleaned, TableOutputs outputs) {
    return cleaned
        .keyBy(CleanRecord::hash, CONTENT_HASH)
        .transform("Deduplicate", Types.VOID, new DeduplicateOperator(dedupWindow, outputs, tables))
        .uid(ACCEPT_UID);
  }

  private static SingleOutputStreamOperator<Void> accept(
      DataStream<CleanRecord> cleaned, TableOutputs outputs) {
    return cleaned.process(new AcceptFunction(outputs), Types.VOID).name("Accept").uid(ACCEPT_UID);
  }

  private void store(
      SingleOutputStreamOperator<?> from, OutputTag<RowData> rows, TableSchema table) {
    from.getSideOutput(rows)
        .sinkTo(tables.sink(table))
        .name(table.tableName())
        .uid(table.tableName());
  }
}
