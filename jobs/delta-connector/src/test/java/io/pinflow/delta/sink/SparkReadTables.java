package io.pinflow.delta.sink;

import io.pinflow.delta.testing.BoundedSinkJob;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** Tables of any columns which the sink writes and Spark reads. */
final class SparkReadTables {

  private final Path folder;

  SparkReadTables(Path folder) {
    this.folder = folder;
  }

  /** As Spark's SQL calls it. */
  String table(String name) {
    return "delta.`" + folder.resolve(name) + "`";
  }

  void write(String name, RowType type, List<String> partitionBy, RowData... rows)
      throws Exception {
    BoundedSinkJob.write(folder.resolve(name), type, partitionBy, rows);
  }

  static RowType rowType(DataTypes.Field... fields) {
    return (RowType) DataTypes.ROW(fields).getLogicalType();
  }

  /** A row of nulls as Spark's JSON has it. */
  static String allNull(RowType type) {
    return type.getFieldNames().stream()
        .map(name -> "\"" + name + "\":null")
        .collect(Collectors.joining(",", "{", "}"));
  }
}
