package io.pinflow.delta.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.FaultyCommits;
import io.pinflow.delta.testing.KernelReader;
import io.pinflow.testing.SparkPeer;
import io.pinflow.testing.fixture.FlinkRestarts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.awaitility.Awaitility;

/**
 * A table and the jobs which fill it one after the other, all with the same uids, each from the
 * state of an earlier one or from none.
 */
@SuppressWarnings("deprecation") // the new source API has no place to wait for a checkpoint
final class RestartedTable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Engines are made on the task, from what is in the job graph: its name for its commits. */
  private static final Map<String, FaultyCommits> FAULTY = new ConcurrentHashMap<>();

  private final String path;
  private final Path onDisk;
  private final Configuration options;
  private final Path states;
  private String restored;
  private int parallelism = 2;
  private DeltaEngineFactory engines = DeltaEngine::create;
  private UnaryOperator<DeltaSinkBuilder> described = UnaryOperator.identity();
  private FilterFunction<RowData> filter = row -> true;
  private Consumer<Configuration> configured = configuration -> {};

  /**
   * @param onDisk where Spark finds the table
   * @param options how the table's storage is reached
   * @param states for checkpoints and savepoints
   */
  RestartedTable(String path, Path onDisk, Configuration options, Path states) {
    this.path = path;
    this.onDisk = onDisk;
    this.options = options;
    this.states = states;
  }

  static RestartedTable onDisk(Path table, Path states) {
    return new RestartedTable(table.toUri().toString(), table, new Configuration(), states);
  }

  String path() {
    return path;
  }

  Configuration options() {
    return options;
  }

  /** The next job starts from this savepoint or checkpoint. */
  RestartedTable from(String state) {
    restored = state;
    return this;
  }

  RestartedTable parallelism(int writers) {
    parallelism = writers;
    return this;
  }

  /** What the sinks of all following jobs are besides. */
  RestartedTable describe(UnaryOperator<DeltaSinkBuilder> description) {
    described = description;
    return this;
  }

  /** How all following jobs are set besides. */
  RestartedTable configure(Consumer<Configuration> more) {
    configured = more;
    return this;
  }

  int rows() {
    return idsByKernel().size();
  }

  /** Which rows of all following jobs come to the sink. */
  RestartedTable filter(FilterFunction<RowData> wanted) {
    filter = wanted;
    return this;
  }

  /** Creates the table; the commits of all following jobs go wrong as told. */
  FaultyCommits faultyCommits() {
    return faultyCommits(Map.of());
  }

  /** Creates the table with properties; the commits of all following jobs go wrong as told. */
  FaultyCommits faultyCommits(Map<String, String> properties) {
    try (DeltaEngine engine = DeltaEngine.create(options)) {
      new SinkTable(path, TestRows.TYPE, List.of("day"), properties, true).open(engine);
    }
    FaultyCommits commits = FaultyCommits.on(options);
    String name = path;
    FAULTY.put(name, commits);
    engines = ignored -> FAULTY.get(name).engine();
    return commits;
  }

  /** Runs a job to its end. */
  void run(CheckpointPacedSource rows) throws Exception {
    JobClient job = start(rows);
    job.getJobExecutionResult().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  JobClient start(CheckpointPacedSource rows) throws Exception {
    return job(rows).executeAsync();
  }

  String savepoint(JobClient job)
      throws ExecutionException, IOException, InterruptedException, TimeoutException {
    return job.triggerSavepoint(savepoints(), SavepointFormatType.CANONICAL)
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  String stop(JobClient job)
      throws ExecutionException, IOException, InterruptedException, TimeoutException {
    String savepoint =
        job.stopWithSavepoint(false, savepoints(), SavepointFormatType.CANONICAL)
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    job.getJobExecutionResult().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return savepoint;
  }

  /**
   * Runs a job on a cluster of its own, which goes down with its JobManager when the table has so
   * many rows. Returns the newest checkpoint left behind.
   */
  String loseJobManagerAfter(CheckpointPacedSource rows, int count) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.BIND_PORT, "0");
    MiniClusterConfiguration cluster =
        new MiniClusterConfiguration.Builder()
            .setConfiguration(configuration)
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(4)
            .build();
    JobID job;
    try (MiniCluster doomed = new MiniCluster(cluster)) {
      doomed.start();
      job = doomed.submitJob(job(rows).getStreamGraph().getJobGraph()).get().getJobID();
      awaitRows(count);
    }
    return newestCheckpoint(job);
  }

  String newestCheckpoint(JobID job) throws IOException {
    Path ofJob = states.resolve("checkpoints").resolve(job.toHexString());
    try (Stream<Path> checkpoints = Files.list(ofJob)) {
      return checkpoints
          .filter(folder -> Files.exists(folder.resolve("_metadata")))
          .max((a, b) -> Long.compare(number(a), number(b)))
          .orElseThrow()
          .toUri()
          .toString();
    }
  }

  void awaitRows(int count) {
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> idsByKernel().size() == count);
  }

  /** The rows of all jobs together, by Kernel's own reader and by Spark. */
  void holds(SparkPeer spark, long[]... ids) {
    List<Long> expected =
        Arrays.stream(ids)
            .flatMapToLong(Arrays::stream)
            .sorted()
            .boxed()
            .collect(Collectors.toList());
    assertThat(idsByKernel()).isEqualTo(expected);
    List<String> bySpark =
        spark.sql("SELECT id, name, unix_micros(at) AS at FROM delta.`" + onDisk + "` ORDER BY id");
    assertThat(bySpark)
        .isEqualTo(expected.stream().map(RestartedTable::json).collect(Collectors.toList()));
  }

  static long[] ids(long from, long to) {
    return LongStream.range(from, to).toArray();
  }

  private StreamExecutionEnvironment job(CheckpointPacedSource rows) {
    Configuration configuration = FlinkRestarts.atMost(1);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        states.resolve("checkpoints").toUri().toString());
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    configured.accept(configuration);
    if (restored != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, restored);
      restored = null;
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.enableCheckpointing(100);
    env.disableOperatorChaining();
    env.addSource(rows, TestRows.TYPE_INFO)
        .uid("rows")
        .filter(filter)
        .uid("filter")
        .sinkTo(
            described
                .apply(DeltaSink.forRowData(path, TestRows.TYPE).partitionBy("day"))
                .withConfiguration(options)
                .withEngine(engines)
                .build())
        .uid("table")
        .setParallelism(parallelism);
    return env;
  }

  private List<Long> idsByKernel() {
    try (KernelReader reader = new KernelReader(path)) {
      return reader.rows().stream()
          .map(row -> (Long) row.get("id"))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  private static String json(long id) {
    String name = id % 7 == 0 ? "null" : "\"name of " + id + "\"";
    return String.format(
        "{\"id\":%d,\"name\":%s,\"at\":%d}", id, name, (1_700_000_000_000L + id) * 1_000 + 123);
  }

  private String savepoints() throws IOException {
    return Files.createDirectories(states.resolve("savepoints")).toUri().toString();
  }

  private static long number(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring("chk-".length()));
  }
}
