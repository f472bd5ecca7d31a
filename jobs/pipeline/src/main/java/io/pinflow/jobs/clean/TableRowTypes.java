package io.pinflow.jobs.clean;

import io.pinflow.schema.Column;
import io.pinflow.schema.ColumnType;
import io.pinflow.schema.TableSchema;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;

/** The contract's tables in Flink's types. */
final class TableRowTypes {

  /** Instants are kept to the microsecond. */
  static final int TIMESTAMP_PRECISION = 6;

  private TableRowTypes() {}

  static RowType of(TableSchema schema) {
    List<RowType.RowField> fields =
        schema.columns().stream()
            .map(column -> new RowType.RowField(column.name(), type(column.type())))
            .collect(Collectors.toList());
    return new RowType(fields);
  }

  static String[] partitionColumns(TableSchema schema) {
    return schema.columns().stream()
        .filter(Column::isPartition)
        .map(Column::name)
        .toArray(String[]::new);
  }

  private static LogicalType type(ColumnType type) {
    switch (type) {
      case INT:
        return new IntType();
      case BIGINT:
        return new BigIntType();
      case STRING:
        return new VarCharType(VarCharType.MAX_LENGTH);
      case ARRAY_OF_DOUBLE:
        return new ArrayType(new DoubleType());
      case TIMESTAMP:
        return new LocalZonedTimestampType(TIMESTAMP_PRECISION);
      case DATE:
        return new DateType();
      case BINARY:
        return new VarBinaryType(VarBinaryType.MAX_LENGTH);
    }
    throw new AssertionError(type);
  }
}
