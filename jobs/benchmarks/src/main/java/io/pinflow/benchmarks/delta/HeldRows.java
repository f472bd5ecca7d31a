package io.pinflow.benchmarks.delta;

import io.pinflow.delta.source.DeltaSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;

/**
 * The rows of a table in the heap of this JVM, so that making them costs a benchmark of the writer
 * nothing; Spark holds the same rows by its CACHE TABLE. Static, as functions travel to a job as
 * bytes.
 */
final class HeldRows {

  private static final List<RowData> ROWS = Collections.synchronizedList(new ArrayList<>());

  private HeldRows() {}

  /** Reads the whole table and returns its row type. */
  static RowType load(LocalFlink flink, Path table)
      throws InterruptedException, JobExecutionException {
    StreamExecutionEnvironment environment = flink.environment();
    DeltaSource source = DeltaSource.forBoundedRowData(table.toUri().toString()).build();
    RowType rowType = ((InternalTypeInfo<RowData>) source.getProducedType()).toRowType();
    ROWS.clear();
    environment
        .fromSource(source, WatermarkStrategy.noWatermarks(), "posts")
        .map(new Hold(rowType))
        .returns(InternalTypeInfo.of(rowType))
        .sinkTo(new DiscardingSink<>());
    flink.run(environment);
    return rowType;
  }

  static int count() {
    return ROWS.size();
  }

  private static final class Hold implements MapFunction<RowData, RowData> {

    private static final long serialVersionUID = 1L;

    private final RowDataSerializer serializer;

    Hold(RowType rowType) {
      this.serializer = new RowDataSerializer(rowType);
    }

    @Override
    public RowData map(RowData row) {
      BinaryRowData held = serializer.toBinaryRow(row).copy();
      ROWS.add(held);
      return held;
    }
  }

  /** The row of a number from zero to {@link #count}. */
  static final class ByNumber implements MapFunction<Long, RowData> {

    private static final long serialVersionUID = 1L;

    private transient RowData[] rows;

    @Override
    public RowData map(Long number) {
      if (rows == null) {
        rows = ROWS.toArray(new RowData[0]);
      }
      return rows[number.intValue()];
    }
  }
}
