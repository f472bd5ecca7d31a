package io.pinflow.delta.table;

import io.pinflow.delta.kernel.DefinitionErrors;
import io.pinflow.delta.kernel.DeltaException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/**
 * Lengths in a declaration of a table that is written to. Delta keeps none: the declaration would
 * not fit the table it has made.
 */
final class DeclaredLengths {

  private DeclaredLengths() {}

  /**
   * @throws DeltaException naming the first column with a length, however deep in it
   */
  static void requireNone(String tablePath, RowType columns) {
    for (RowType.RowField column : columns.getFields()) {
      withLength(column.getType())
          .ifPresent(
              type -> {
                throw DefinitionErrors.lengthNotKept(tablePath, column.getName(), type);
              });
    }
  }

  private static Optional<LogicalType> withLength(LogicalType type) {
    Stream<Optional<LogicalType>> inside =
        type.getChildren().stream().map(DeclaredLengths::withLength);
    return Stream.concat(
            Stream.of(hasLength(type) ? Optional.of(type) : Optional.<LogicalType>empty()), inside)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static boolean hasLength(LogicalType type) {
    if (type.is(LogicalTypeRoot.VARCHAR)) {
      return LogicalTypeChecks.getLength(type) != VarCharType.MAX_LENGTH;
    }
    if (type.is(LogicalTypeRoot.VARBINARY)) {
      return LogicalTypeChecks.getLength(type) != VarBinaryType.MAX_LENGTH;
    }
    return type.isAnyOf(LogicalTypeRoot.CHAR, LogicalTypeRoot.BINARY);
  }
}
