package io.pinflow.benchmarks.delta;

import io.pinflow.benchmarks.BenchmarkOptions;
import io.pinflow.benchmarks.ScratchFolder;
import io.pinflow.benchmarks.delta.DeltaBenchmarks.DeltaBenchmark;
import io.pinflow.delta.source.DeltaSource;
import io.pinflow.delta.source.DeltaSourceBuilder;
import io.pinflow.delta.source.ScanFilter;
import io.pinflow.testing.SparkPeer;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.IntCounter;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/**
 * Reads a table of {@code --rows} rows which Spark wrote into four files: all twelve columns, then
 * two of them, then all columns of the one row that has a key.
 *
 * <p>Both sides use two threads and read the log anew each time. Of the scans they copy each value
 * of each row: Spark into its binary format, as its "noop" sink takes it, Flink by {@link
 * CopyEveryValue}.
 */
final class ScanBenchmark implements DeltaBenchmark {

  private static final int FILES = 4;
  private static final String KEY = "ind";

  @Override
  public List<Compared> run(BenchmarkOptions options, PrintStream out) throws Exception {
    int rows = options.number("rows", 1_000_000);
    try (ScratchFolder scratch = new ScratchFolder();
        SparkPeer spark = SparkProcess.start();
        LocalFlink flink = LocalFlink.start(2)) {
      spark.sql("SET spark.sql.parquet.compression.codec = " + options.text("codec", "snappy"));
      Path table = scratch.table("posts");
      SparkTable.create(spark, table, rows, FILES);
      out.printf(
          "Scan of %,d rows, %d files, %,d bytes%n",
          rows, ScratchFolder.dataFiles(table).size(), ScratchFolder.dataBytes(table));
      Comparison comparison = new Comparison(options, out);
      Sides sides = new Sides(flink, spark, table);
      return List.of(
          comparison.run(
              "12 columns",
              sides.flink(() -> sides.scanByFlink(SparkTable.ALL_COLUMNS)),
              sides.spark(() -> sides.scanBySpark(SparkTable.ALL_COLUMNS))),
          comparison.run(
              "2 columns",
              sides.flink(() -> sides.scanByFlink(SparkTable.TWO_COLUMNS)),
              sides.spark(() -> sides.scanBySpark(SparkTable.TWO_COLUMNS))),
          comparison.run(
              "a row by its key",
              sides.flink(() -> sides.findByFlink(rows / 3)),
              sides.spark(() -> sides.findBySpark(rows / 3))));
    }
  }

  /** What a side does once. */
  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }

  private record Sides(LocalFlink flink, SparkPeer spark, Path table) {

    Contender flink(Work work) {
      return contender(work, OwnProcess::cpuTime);
    }

    Contender spark(Work work) {
      return contender(work, spark::cpuTime);
    }

    private static Contender contender(Work work, Supplier<Duration> cpuTime) {
      return new Contender() {
        @Override
        public void work() throws Exception {
          work.run();
        }

        @Override
        public Duration cpuTime() {
          return cpuTime.get();
        }
      };
    }

    void scanByFlink(List<String> columns) throws InterruptedException, JobExecutionException {
      JobExecutionResult unused =
          byFlink(source -> source.columns(columns), CopyEveryValue.of(columns));
    }

    void scanBySpark(List<String> columns) {
      var unused =
          spark.sql(
              "NOOP SELECT " + String.join(", ", columns) + " FROM " + SparkTable.name(table));
    }

    void findByFlink(int key) throws InterruptedException, JobExecutionException {
      ScanFilter byKey =
          ScanFilter.compare(KEY, ScanFilter.Comparison.EQUAL, LogicalTypeRoot.INTEGER, key);
      JobExecutionResult result = byFlink(source -> source.filter(byKey), new OfKey(key));
      found(key, result.getAccumulatorResult(OfKey.FOUND));
    }

    void findBySpark(int key) {
      found(
          key,
          spark
              .sql("SELECT * FROM " + SparkTable.name(table) + " WHERE " + KEY + " = " + key)
              .size());
    }

    private JobExecutionResult byFlink(
        UnaryOperator<DeltaSourceBuilder> read, FilterFunction<RowData> rows)
        throws InterruptedException, JobExecutionException {
      StreamExecutionEnvironment environment = flink.environment();
      DeltaSource source =
          read.apply(DeltaSource.forBoundedRowData(table.toUri().toString())).build();
      environment
          .fromSource(source, WatermarkStrategy.noWatermarks(), "posts")
          .filter(rows)
          .sinkTo(new DiscardingSink<>());
      return flink.run(environment);
    }

    private static void found(int key, int rows) {
      if (rows != 1) {
        throw new IllegalStateException(rows + " rows were found by the key " + key + ", not one");
      }
    }
  }

  /** Lets the row with a key pass, and counts it. */
  private static final class OfKey extends RichFilterFunction<RowData> {

    private static final long serialVersionUID = 1L;
    private static final String FOUND = "found";

    private final int key;
    private final IntCounter found = new IntCounter();

    OfKey(int key) {
      this.key = key;
    }

    @Override
    public void open(OpenContext context) {
      getRuntimeContext().addAccumulator(FOUND, found);
    }

    @Override
    public boolean filter(RowData row) {
      boolean passes = row.getInt(0) == key;
      if (passes) {
        found.add(1);
      }
      return passes;
    }
  }
}
