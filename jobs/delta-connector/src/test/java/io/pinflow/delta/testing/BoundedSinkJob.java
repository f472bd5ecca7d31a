package io.pinflow.delta.testing;

import io.pinflow.delta.sink.DeltaSink;
import io.pinflow.delta.sink.DeltaSinkOptions;
import io.pinflow.delta.sink.SchemaEvolution;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;

/** A job which writes some rows and ends. */
public final class BoundedSinkJob {

  private BoundedSinkJob() {}

  /** Adds what the table lacks of the rows' columns and fields. */
  public static void write(Path table, RowType type, List<String> partitionBy, RowData... rows)
      throws Exception {
    Configuration options = new Configuration();
    options.set(DeltaSinkOptions.SCHEMA_EVOLUTION, SchemaEvolution.ADD_COLUMNS);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    env.setRuntimeMode(RuntimeExecutionMode.BATCH);
    env.setParallelism(1);
    env.fromCollection(Arrays.asList(rows), InternalTypeInfo.of(type))
        .sinkTo(
            DeltaSink.forRowData(table.toUri().toString(), type)
                .partitionBy(partitionBy.toArray(new String[0]))
                .withConfiguration(options)
                .build());
    env.execute();
  }
}
