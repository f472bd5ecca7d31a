package io.pinflow.jobs.clean;

import io.pinflow.delta.parquet.ParquetCompression;
import io.pinflow.schema.TableSchema;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;

/** Tables which are filled by bounded jobs of the test itself, with the pipeline's own sinks. */
final class StoredByHand {

  private final DeltaTables tables;

  StoredByHand(Path root) {
    this.tables = new DeltaTables(root.toUri().toString(), ParquetCompression.ZSTD);
  }

  DeltaTables tables() {
    return tables;
  }

  void add(TableSchema table, CleanRecord... records) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    env.setParallelism(1);
    env.fromCollection(
            Arrays.stream(records).<RowData>map(CleanRecord::row).collect(Collectors.toList()),
            InternalTypeInfo.of(TableRowTypes.of(table)))
        .sinkTo(tables.sink(table));
    env.execute();
  }
}
