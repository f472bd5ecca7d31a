package io.pinflow.jobs.clean;

import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;

/** The rows of the target tables, as they are when the job is built. */
final class StoredRows {

  private final DeltaTables tables;
  private final Set<RecordKind> kinds;
  private final boolean withContent;

  /**
   * The rows.
   *
   * @param withContent whether the content is needed, or the positions alone
   */
  StoredRows(DeltaTables tables, Set<RecordKind> kinds, boolean withContent) {
    this.tables = tables;
    this.kinds = kinds;
    this.withContent = withContent;
  }

  /** A stream of each table that there is. */
  List<DataStream<ReplayRecord>> addTo(StreamExecutionEnvironment env) {
    List<DataStream<ReplayRecord>> all = addKinds(env);
    // The kind does not matter: a refused position is left out, whatever it holds now.
    RecordKind any = kinds.iterator().next();
    add(env, TableSchema.quarantine(), true, ReplayRecords.ofStoredPosition(any, true), all);
    return all;
  }

  /** A stream of each kind's table that there is. */
  List<DataStream<ReplayRecord>> addKinds(StreamExecutionEnvironment env) {
    List<DataStream<ReplayRecord>> all = new ArrayList<>();
    for (RecordKind kind : kinds) {
      if (withContent) {
        add(env, TableSchema.of(kind), false, ReplayRecords.ofStored(kind), all);
      } else {
        add(env, TableSchema.of(kind), true, ReplayRecords.ofStoredPosition(kind, false), all);
      }
    }
    return all;
  }

  private void add(
      StreamExecutionEnvironment env,
      TableSchema table,
      boolean positionsAlone,
      MapFunction<RowData, ReplayRecord> asRecord,
      List<DataStream<ReplayRecord>> all) {
    List<String> columns =
        positionsAlone
            ? List.of(TableSchema.INGEST_SOURCE)
            : TableRowTypes.of(table).getFieldNames();
    tables
        .rows(env, table, columns)
        .map(
            rows ->
                rows.map(asRecord, ReplayPipeline.REPLAY_RECORD)
                    .name("Stored " + table.tableName() + ": hash")
                    .uid("stored-" + table.tableName() + "-hash"))
        .ifPresent(all::add);
  }
}
