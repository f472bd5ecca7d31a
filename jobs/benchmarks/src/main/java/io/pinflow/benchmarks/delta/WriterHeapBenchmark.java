package io.pinflow.benchmarks.delta;

import io.pinflow.benchmarks.BenchmarkOptions;
import io.pinflow.benchmarks.ScratchFolder;
import io.pinflow.benchmarks.delta.DeltaBenchmarks.DeltaBenchmark;
import io.pinflow.delta.sink.DeltaSink;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

/**
 * The heap which one writer holds, by rows per checkpoint and by open files: the most that was left
 * after a garbage collection, of sixteen while it wrote, less what the JVM held before.
 */
final class WriterHeapBenchmark implements DeltaBenchmark {

  private static final int COLLECTIONS = 16;
  private static final RowType ROW_TYPE =
      RowType.of(
          new LogicalType[] {
            new BigIntType(),
            new VarCharType(VarCharType.MAX_LENGTH),
            new VarCharType(VarCharType.MAX_LENGTH),
            new IntType()
          },
          new String[] {"id", "title", "description", "bucket"});

  @Override
  public List<Record> run(BenchmarkOptions options, PrintStream out) throws Exception {
    int rows = options.number("rows", 1_000_000);
    try (ScratchFolder scratch = new ScratchFolder();
        LocalFlink flink = LocalFlink.start(1)) {
      write(flink, scratch.table("warm-up"), rows / 4, 1);
      out.printf("%16s %12s %10s%n", "rows/checkpoint", "open files", "heap MiB");
      for (int files : new int[] {1, 4, 16}) {
        for (int count : new int[] {rows / 4, rows, rows * 2}) {
          Path table = scratch.table("files-" + files + "-" + count);
          out.printf("%,16d %12d %10.1f%n", count, files, write(flink, table, count, files));
          ScratchFolder.delete(table);
        }
      }
    }
    return List.of();
  }

  private static double write(LocalFlink flink, Path table, int rows, int files)
      throws InterruptedException, JobExecutionException {
    long before = Row.usedAfterCollection();
    Row.MOST.set(before);
    StreamExecutionEnvironment environment = flink.environment();
    environment
        .fromSource(
            new NumberSequenceSource(0, rows - 1L), WatermarkStrategy.noWatermarks(), "numbers")
        .map(new Row(rows / COLLECTIONS, files))
        .returns(InternalTypeInfo.of(ROW_TYPE))
        .sinkTo(
            DeltaSink.forRowData(table.toUri().toString(), ROW_TYPE).partitionBy("bucket").build())
        .uid("rows");
    flink.run(environment);
    return (Row.MOST.get() - before) / (double) (1 << 20);
  }

  /** Makes a row of a number, about 150 bytes, no two alike. */
  private static final class Row implements MapFunction<Long, RowData> {

    private static final long serialVersionUID = 1L;

    /** Static, as functions travel to a job as bytes. */
    static final AtomicLong MOST = new AtomicLong();

    private final long interval;
    private final int files;

    Row(long interval, int files) {
      this.interval = interval;
      this.files = files;
    }

    @Override
    public RowData map(Long number) {
      if (number % interval == interval - 1) {
        MOST.accumulateAndGet(usedAfterCollection(), Math::max);
      }
      long random = number * 0x9E3779B97F4A7C15L;
      String title = Long.toHexString(random) + Long.toHexString(random * random);
      return GenericRowData.of(
          number,
          StringData.fromString(title),
          StringData.fromString(title + Long.toString(random ^ number, 36) + title),
          (int) (number % files));
    }

    static long usedAfterCollection() {
      System.gc();
      return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
  }
}
