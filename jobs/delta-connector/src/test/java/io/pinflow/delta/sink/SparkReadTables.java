package io.pinflow.delta.sink;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
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
    Configuration options = new Configuration();
    options.set(DeltaSinkOptions.SCHEMA_EVOLUTION, SchemaEvolution.ADD_COLUMNS);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    env.setRuntimeMode(RuntimeExecutionMode.BATCH);
    env.setParallelism(1);
    env.fromCollection(Arrays.asList(rows), InternalTypeInfo.of(type))
        .sinkTo(
            DeltaSink.forRowData(folder.resolve(name).toUri().toString(), type)
                .partitionBy(partitionBy.toArray(new String[0]))
                .withConfiguration(options)
                .build());
    env.execute();
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
