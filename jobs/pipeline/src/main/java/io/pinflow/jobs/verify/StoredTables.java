package io.pinflow.jobs.verify;

import io.pinflow.delta.DeltaTableProgress;
import io.pinflow.delta.DeltaTableRows;
import io.pinflow.jobs.clean.StoredContent;
import io.pinflow.schema.Column;
import io.pinflow.schema.ContentHash;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.data.RowData;

/**
 * The Delta tables of one folder. A table that is not there holds nothing; a file that cannot be
 * read becomes a finding.
 */
final class StoredTables {

  private static final String REDRIVEN = TableSchema.redriven().tableName();
  private static final String OUTCOME = "outcome";

  private final String root;
  private final Configuration flink;

  StoredTables(String root, Configuration flink) {
    this.root = root;
    this.flink = flink;
  }

  /** Reads the ledgers. What they cover is in the rows that are read later, never the other way. */
  Ledgers ledgers() {
    Ledgers ledgers = new Ledgers();
    for (RecordKind kind : RecordKind.values()) {
      ledgers.addKind(DeltaTableProgress.read(path(kind.tableName()), flink).sources());
    }
    ledgers.addQuarantine(
        DeltaTableProgress.read(path(TableSchema.quarantine().tableName()), flink).sources());
    return ledgers;
  }

  /** Notes the position of every row. */
  void readPositions(Findings findings) {
    for (RecordKind kind : RecordKind.values()) {
      read(
          kind.tableName(),
          List.of(TableSchema.INGEST_SOURCE),
          row -> notePosition(kind, text(row, 0), findings),
          findings);
    }
    String quarantine = TableSchema.quarantine().tableName();
    read(
        quarantine,
        List.of(TableSchema.INGEST_SOURCE),
        row -> note(quarantine, text(row, 0), Fact.QUARANTINE_ROW, findings),
        findings);
    read(
        REDRIVEN,
        List.of(TableSchema.INGEST_SOURCE, OUTCOME),
        row ->
            redriven(text(row, 1))
                .ifPresent(outcome -> note(REDRIVEN, text(row, 0), outcome, findings)),
        findings);
  }

  /** Gives the content of every row of a kind's table. */
  void readContents(RecordKind kind, Consumer<ContentHash> contents, Findings findings) {
    List<String> columns =
        TableSchema.of(kind).columns().stream().map(Column::name).collect(Collectors.toList());
    read(
        kind.tableName(), columns, row -> contents.accept(StoredContent.hash(kind, row)), findings);
  }

  private void read(String table, List<String> columns, Consumer<RowData> rows, Findings findings) {
    Optional<DeltaTableRows> found = DeltaTableRows.open(path(table), columns, flink);
    if (found.isPresent()) {
      for (DeltaTableRows.File file : found.get().files()) {
        try {
          file.forEach(rows);
        } catch (IOException | RuntimeException e) {
          // Whatever Parquet throws at a broken file.
          findings.problem(VerifyErrors.unreadableDataFile(table, file.path(), e));
        }
      }
    }
  }

  private static void notePosition(RecordKind kind, String uri, Findings findings) {
    boolean elsewhere = findings.source(uri).filter(s -> s.kind() != kind).isPresent();
    note(kind.tableName(), uri, elsewhere ? Fact.MISPLACED_ROW : Fact.CLEAN_ROW, findings);
  }

  private static void note(String table, String uri, Fact fact, Findings findings) {
    if (!findings.add(uri, fact)) {
      findings.problem(VerifyErrors.noPosition(table, uri));
    }
  }

  private static Optional<Fact> redriven(String outcome) {
    switch (outcome) {
      case "clean":
        return Optional.of(Fact.REDRIVEN_CLEAN);
      case "duplicate":
        return Optional.of(Fact.REDRIVEN_DUPLICATE);
      default:
        return Optional.empty();
    }
  }

  private static String text(RowData row, int column) {
    return row.isNullAt(column) ? "" : row.getString(column).toString();
  }

  private String path(String table) {
    return root + '/' + table;
  }
}
