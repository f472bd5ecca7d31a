package io.pinflow.benchmarks.delta;

import io.pinflow.benchmarks.BenchmarkOptions;
import io.pinflow.benchmarks.ScratchFolder;
import io.pinflow.benchmarks.delta.DeltaBenchmarks.DeltaBenchmark;
import io.pinflow.delta.parquet.ParquetCompression;
import io.pinflow.delta.sink.DeltaSink;
import io.pinflow.delta.sink.DeltaSinkOptions;
import io.pinflow.testing.SparkPeer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;

/**
 * Writes {@code --rows} rows of twelve columns into a new table, with one commit.
 *
 * <p>Both sides use two threads and the same codec ({@code --codec}), write column statistics into
 * the log, and hold the rows in memory before: Flink as binary rows, Spark in its columnar cache
 * (CACHE TABLE), two partitions.
 */
final class WriteBenchmark implements DeltaBenchmark {

  @Override
  public List<Compared> run(BenchmarkOptions options, PrintStream out) throws Exception {
    int rows = options.number("rows", 1_000_000);
    ParquetCompression codec =
        ParquetCompression.valueOf(options.text("codec", "zstd").toUpperCase(Locale.ROOT));
    try (ScratchFolder scratch = new ScratchFolder();
        SparkPeer spark = SparkProcess.start();
        LocalFlink flink = LocalFlink.start(2)) {
      Path source = scratch.table("posts");
      SparkTable.create(spark, source, rows, 2);
      spark.sql(
          "SET spark.sql.parquet.compression.codec = " + codec.name().toLowerCase(Locale.ROOT));
      spark.sql(
          "CACHE TABLE held AS SELECT /*+ REPARTITION(2) */ * FROM " + SparkTable.name(source));
      RowType rowType = HeldRows.load(flink, source);
      FlinkSide flinkSide = new FlinkSide(flink, scratch.table("by-flink"), rowType, codec);
      SparkSide sparkSide = new SparkSide(spark, scratch.table("by-spark"));
      flinkSide.work();
      sparkSide.work();
      out.printf(
          "Write of %,d rows with %s: Flink %,d bytes, Spark %,d bytes%n",
          rows,
          codec,
          ScratchFolder.dataBytes(flinkSide.table),
          ScratchFolder.dataBytes(sparkSide.table));
      flinkSide.reset();
      sparkSide.reset();
      return List.of(new Comparison(options, out).run("12 columns", flinkSide, sparkSide));
    }
  }

  private static final class FlinkSide implements Contender {

    private final LocalFlink flink;
    private final Path table;
    private final RowType rowType;
    private final Configuration options = new Configuration();

    FlinkSide(LocalFlink flink, Path table, RowType rowType, ParquetCompression codec) {
      this.flink = flink;
      this.table = table;
      this.rowType = rowType;
      options.set(DeltaSinkOptions.COMPRESSION, codec);
    }

    @Override
    public void work() throws InterruptedException, JobExecutionException {
      StreamExecutionEnvironment environment = flink.environment();
      environment
          .fromSource(
              new NumberSequenceSource(0, HeldRows.count() - 1L),
              WatermarkStrategy.noWatermarks(),
              "numbers")
          .map(new HeldRows.ByNumber())
          .returns(InternalTypeInfo.of(rowType))
          .sinkTo(
              DeltaSink.forRowData(table.toUri().toString(), rowType)
                  .withConfiguration(options)
                  .build())
          .uid("posts");
      flink.run(environment);
    }

    @Override
    public void reset() throws IOException {
      ScratchFolder.delete(table);
    }

    @Override
    public Duration cpuTime() {
      return OwnProcess.cpuTime();
    }
  }

  private static final class SparkSide implements Contender {

    private final SparkPeer spark;
    private final Path table;

    SparkSide(SparkPeer spark, Path table) {
      this.spark = spark;
      this.table = table;
    }

    @Override
    public void work() {
      spark.sql("CREATE TABLE " + SparkTable.name(table) + " USING delta AS SELECT * FROM held");
    }

    @Override
    public void reset() throws IOException {
      ScratchFolder.delete(table);
    }

    @Override
    public Duration cpuTime() {
      return spark.cpuTime();
    }
  }
}
