package io.pinflow.delta.kernel;

import io.delta.kernel.types.DataType;
import java.util.List;
import java.util.Set;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;

/** Errors of creating, declaring, altering and naming tables. */
public final class DefinitionErrors {

  private DefinitionErrors() {}

  public static DeltaException addedColumnNotNull(String tablePath, String column) {
    return new DeltaException(
        String.format(
            "Cannot add the column '%s' to the Delta table '%s' as NOT NULL: the rows which are"
                + " there have no value for it. Add it nullable.",
            column, tablePath));
  }

  public static DeltaException columnExists(
      String tablePath, String column, String present, DataType type) {
    return new DeltaException(
        String.format(
            "Cannot add the column '%s' to the Delta table '%s': it has a column '%s' of type %s"
                + " (names which differ by case alone are one). Choose another name.",
            column, tablePath, present, type));
  }

  public static DeltaException propertyNotRemovable(
      String tablePath, String key, Set<String> removable) {
    return new DeltaException(
        String.format(
            "Cannot remove the property '%s' of the Delta table '%s': what is in its files may"
                + " depend on it. Only %s can be removed; set others to another value.",
            key, tablePath, removable));
  }

  public static DeltaException notInCatalog(String operation, String reason) {
    return new DeltaException(String.format("The Delta catalog cannot %s: %s", operation, reason));
  }

  public static DeltaException invalidName(String kind, String name, String reason) {
    return new DeltaException(
        String.format(
            "'%s' cannot be the name of a %s of the Delta catalog, where it is a folder's name:"
                + " %s. Choose another name.",
            name, kind, reason));
  }

  public static DeltaException lengthNotKept(String tablePath, String column, LogicalType type) {
    String kept = type.is(LogicalTypeFamily.CHARACTER_STRING) ? "STRING" : "BYTES";
    return new DeltaException(
        String.format(
            "Column '%s' of the Delta table '%s' is declared with the type %s, but Delta keeps no"
                + " lengths: the table would not be as declared. Declare %s, and CAST in the query"
                + " where values must be cut or filled up.",
            column, tablePath, type.asSummaryString(), kept));
  }

  public static DeltaException declarationMismatch(String tablePath, List<String> differences) {
    return new DeltaException(
        String.format(
            "The CREATE TABLE statement does not fit the Delta table '%s': %s. Change the"
                + " statement; it may name some of the table's columns only, in any order.",
            tablePath, String.join("; ", differences)));
  }
}
