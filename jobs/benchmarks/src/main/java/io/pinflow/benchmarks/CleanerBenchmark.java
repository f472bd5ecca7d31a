package io.pinflow.benchmarks;

import io.pinflow.schema.Cleaner;
import io.pinflow.schema.CleaningLimits;
import io.pinflow.schema.CleaningResult;
import io.pinflow.schema.ContentHash;
import io.pinflow.schema.RecordKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Decoding and cleaning on one core, with and without the hash which deduplication needs.
 *
 * <pre>
 * ./mvnw -q package -pl jobs/benchmarks -am -DskipTests
 * java -jar jobs/benchmarks/target/benchmarks.jar CleanerBenchmark -prof gc
 * java -jar jobs/benchmarks/target/benchmarks.jar CleanerBenchmark -p kind=PIN -p file=pins.jsonl
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xmx512m", "-XX:+UseSerialGC"})
public class CleanerBenchmark {
  private static final int RECORDS = 2_000;

  @Param({"PIN", "GEO", "USER"})
  private RecordKind kind;

  /** JSON lines to clean in place of the made-up records. */
  @Param("")
  private String file;

  private Cleaner cleaner;
  private byte[][] records;
  private int next;

  @Setup
  public void prepare() throws IOException {
    List<byte[]> all = file.isEmpty() ? new SampleRecords().of(kind, RECORDS) : lines();
    cleaner = new Cleaner(kind, CleaningLimits.defaults());
    for (byte[] record : all) {
      CleaningResult result = cleaner.clean(record);
      if (!result.isClean()) {
        throw new IllegalStateException("A record is not clean: " + result);
      }
    }
    records = all.toArray(byte[][]::new);
  }

  @Benchmark
  public CleaningResult clean() {
    return cleaner.clean(nextRecord());
  }

  @Benchmark
  public ContentHash cleanAndHash() {
    return cleaner.clean(nextRecord()).row().contentHash();
  }

  private byte[] nextRecord() {
    next = next + 1 == records.length ? 0 : next + 1;
    return records[next];
  }

  private List<byte[]> lines() throws IOException {
    return Files.readAllLines(Path.of(file)).stream()
        .map(line -> line.getBytes(StandardCharsets.UTF_8))
        .collect(Collectors.toList());
  }
}
