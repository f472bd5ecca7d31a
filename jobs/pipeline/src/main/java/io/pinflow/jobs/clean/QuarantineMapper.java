package io.pinflow.jobs.clean;

import io.pinflow.jobs.source.RawRecord;
import io.pinflow.schema.CleaningFailure;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import org.apache.flink.table.data.binary.BinaryRowData;

/**
 * Turns a refused record into a row of the quarantine. The row returned is overwritten by the next
 * one.
 */
final class QuarantineMapper {

  private final TableRow row = new TableRow(TableSchema.quarantine());
  private final String componentVersion;

  QuarantineMapper(String componentVersion) {
    this.componentVersion = componentVersion;
  }

  BinaryRowData map(RecordKind kind, CleaningFailure failure, RawRecord record) {
    return row.start()
        .text(kind.id())
        .text(failure.code().id())
        .text(failure.field())
        .text(failure.message())
        .binary(record.value())
        .text(componentVersion)
        .ingested(record);
  }
}
