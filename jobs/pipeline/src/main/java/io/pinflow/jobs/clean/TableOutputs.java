package io.pinflow.jobs.clean;

import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.util.OutputTag;

/** The side outputs which lead to the tables. */
final class TableOutputs implements Serializable {

  private static final long serialVersionUID = 1L;

  private final EnumMap<RecordKind, OutputTag<RowData>> byKind = new EnumMap<>(RecordKind.class);
  private final OutputTag<RowData> quarantine = tag(TableSchema.quarantine());

  TableOutputs(Set<RecordKind> kinds) {
    kinds.forEach(kind -> byKind.put(kind, tag(TableSchema.of(kind))));
  }

  Map<RecordKind, OutputTag<RowData>> byKind() {
    return byKind;
  }

  OutputTag<RowData> of(RecordKind kind) {
    return byKind.get(kind);
  }

  OutputTag<RowData> quarantine() {
    return quarantine;
  }

  private static OutputTag<RowData> tag(TableSchema schema) {
    return new OutputTag<>(schema.tableName(), InternalTypeInfo.of(TableRowTypes.of(schema)));
  }
}
