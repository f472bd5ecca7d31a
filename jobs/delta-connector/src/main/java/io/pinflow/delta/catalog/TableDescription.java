package io.pinflow.delta.catalog;

import io.delta.kernel.Snapshot;
import io.delta.kernel.types.FieldMetadata;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.pinflow.delta.kernel.DefinitionErrors;
import io.pinflow.delta.kernel.DeltaTypes;
import io.pinflow.delta.table.DeltaTableFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.utils.TypeConversions;

/** A Delta table in Flink's terms, and the columns of a Flink table in Delta's. */
final class TableDescription {

  static final String PROPERTY_PREFIX = "delta.";

  /** Bookkeeping of the table which is of no other table's business. */
  private static final Set<String> NOT_SHOWN =
      Set.of(
          "delta.columnMapping.maxColumnId",
          "delta.rowTracking.materializedRowIdColumnName",
          "delta.rowTracking.materializedRowCommitVersionColumnName");

  /** Where Delta keeps a column's comment. */
  private static final String COMMENT = "comment";

  private TableDescription() {}

  /**
   * @param options further ones of the table
   */
  static CatalogTable of(Snapshot snapshot, Map<String, String> options) {
    RowType rowType = DeltaTypes.toRowType(snapshot.getSchema());
    Schema.Builder schema = Schema.newBuilder();
    for (int i = 0; i < rowType.getFieldCount(); i++) {
      StructField field = snapshot.getSchema().at(i);
      LogicalType type = rowType.getTypeAt(i);
      schema.column(field.getName(), TypeConversions.fromLogicalToDataType(type));
      String comment = field.getMetadata().getString(COMMENT);
      if (comment != null) {
        schema.withComment(comment);
      }
    }
    Map<String, String> shown = new HashMap<>(options);
    shown.put(FactoryUtil.CONNECTOR.key(), DeltaTableFactory.IDENTIFIER);
    snapshot
        .getMetadata()
        .getConfiguration()
        .forEach(
            (key, value) -> {
              if (key.startsWith(PROPERTY_PREFIX) && !NOT_SHOWN.contains(key)) {
                shown.put(key, value);
              }
            });
    return CatalogTable.newBuilder()
        .schema(schema.build())
        .comment(snapshot.getMetadata().getDescription().orElse(""))
        .partitionKeys(snapshot.getPartitionColumnNames())
        .options(shown)
        .build();
  }

  /**
   * @throws io.pinflow.delta.kernel.DeltaException if a column is computed or of a type which Delta
   *     does not have
   */
  static StructType columns(List<Column> columns) {
    columns.stream()
        .filter(column -> !column.isPhysical())
        .findFirst()
        .ifPresent(
            column -> {
              throw DefinitionErrors.notInCatalog(
                  "keep the column '" + column.getName() + "'",
                  "a Delta table has physical columns only. Compute it in a temporary view.");
            });
    List<RowType.RowField> fields =
        columns.stream()
            .map(
                column ->
                    new RowType.RowField(column.getName(), column.getDataType().getLogicalType()))
            .collect(Collectors.toList());
    StructType plain = DeltaTypes.toStructType(new RowType(fields));
    StructType commented = new StructType();
    for (int i = 0; i < columns.size(); i++) {
      StructField field = plain.at(i);
      commented =
          commented.add(
              columns
                  .get(i)
                  .getComment()
                  .map(
                      comment ->
                          field.withNewMetadata(
                              FieldMetadata.builder().putString(COMMENT, comment).build()))
                  .orElse(field));
    }
    return commented;
  }
}
