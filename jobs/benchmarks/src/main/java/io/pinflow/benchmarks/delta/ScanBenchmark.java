package io.pinflow.benchmarks.delta;

import io.pinflow.benchmarks.BenchmarkOptions;
import io.pinflow.benchmarks.ScratchFolder;
import io.pinflow.benchmarks.delta.DeltaBenchmarks.DeltaBenchmark;
import io.pinflow.delta.source.DeltaSource;
import io.pinflow.testing.SparkPeer;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Reads a table of {@code --rows} rows which Spark wrote into four files: all twelve columns, then
 * two of them.
 *
 * <p>Both sides use two threads, read the log anew each time and copy each value of each row: Spark
 * into its binary format, as its "noop" sink takes it, Flink by {@link CopyEveryValue}.
 */
final class ScanBenchmark implements DeltaBenchmark {

  private static final int FILES = 4;

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
      return List.of(
          compare(comparison, flink, spark, table, SparkTable.ALL_COLUMNS),
          compare(comparison, flink, spark, table, SparkTable.TWO_COLUMNS));
    }
  }

  private static Compared compare(
      Comparison comparison, LocalFlink flink, SparkPeer spark, Path table, List<String> columns)
      throws Exception {
    return comparison.run(
        columns.size() + " columns",
        new Contender() {
          @Override
          public void work() throws InterruptedException, JobExecutionException {
            scan(flink, table, columns);
          }

          @Override
          public Duration cpuTime() {
            return OwnProcess.cpuTime();
          }
        },
        new Contender() {
          @Override
          public void work() {
            spark.sql(
                "NOOP SELECT " + String.join(", ", columns) + " FROM " + SparkTable.name(table));
          }

          @Override
          public Duration cpuTime() {
            return spark.cpuTime();
          }
        });
  }

  private static void scan(LocalFlink flink, Path table, List<String> columns)
      throws InterruptedException, JobExecutionException {
    StreamExecutionEnvironment environment = flink.environment();
    DeltaSource source =
        DeltaSource.forBoundedRowData(table.toUri().toString()).columns(columns).build();
    environment
        .fromSource(source, WatermarkStrategy.noWatermarks(), "posts")
        .filter(CopyEveryValue.of(columns))
        .sinkTo(new DiscardingSink<>());
    flink.run(environment);
  }
}
