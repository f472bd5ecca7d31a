package io.pinflow.delta.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.sink.DeltaSink;
import io.pinflow.delta.source.DeltaSource;
import io.pinflow.delta.testing.KernelReader;
import io.pinflow.testing.SparkPeer;
import io.pinflow.testing.fixture.FlinkRestarts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two sinks, a compactor and a vacuum on one table while tasks and TaskManagers are killed. Runs
 * for {@code soak.seconds}; {@code ./mvnw verify -Psoak -pl jobs/delta-connector -am} takes three
 * minutes.
 */
class SoakIT {

  private static final Logger LOG = LoggerFactory.getLogger(SoakIT.class);

  private static final int JOBS = 2;
  private static final int ROWS_PER_SECOND = 1_000;
  private static final long SEED = Long.getLong("soak.seed", 20260101L);
  private static final Duration SOAK = Duration.ofSeconds(Long.getLong("soak.seconds", 15L));

  /** Much longer than a checkpoint takes with any number of kills, much shorter than the soak. */
  private static final Duration RETENTION = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void losesAndDoublesNoRowWhateverIsKilled() throws Exception {
    String table = folder.resolve("table").toUri().toString();
    SoakSource.begin();
    Kills kills;
    Maintained maintained;
    try (MiniCluster cluster = cluster()) {
      cluster.start();
      List<JobGraph> jobs = new ArrayList<>();
      for (int job = 0; job < JOBS; job++) {
        JobGraph graph = job(job, table);
        cluster.submitJob(graph).get(30, TimeUnit.SECONDS);
        jobs.add(graph);
      }
      long end = System.nanoTime() + SOAK.toNanos();
      ExecutorService compactor = Executors.newSingleThreadExecutor();
      try {
        Future<Maintained> maintenance = compactor.submit(() -> maintain(table, end));
        kills = kill(cluster, end);
        maintained = maintenance.get(60, TimeUnit.SECONDS);
      } finally {
        compactor.shutdownNow();
      }
      SoakSource.end();
      for (JobGraph job : jobs) {
        JobResult result = cluster.requestJobResult(job.getJobID()).get(120, TimeUnit.SECONDS);
        assertThat(result.getApplicationStatus().deriveJobStatus()).isEqualTo(JobStatus.FINISHED);
      }
    }
    DeltaMaintenance.of(table, new Configuration()).compact(CompactionOptions.defaults());

    Map<Integer, Long> expected = SoakSource.emitted();
    assertThat(expected).hasSize(JOBS);
    assertThat(expected.values()).allSatisfy(rows -> assertThat(rows).isPositive());
    assertThat(readByKernel(table)).isEqualTo(expected);
    assertThat(readBySource(table)).isEqualTo(expected);
    assertThat(readBySpark(table)).isEqualTo(expectedOfSpark(expected));
    assertThat(maintained.compactions).isPositive();
    assertThat(kills.tasks + kills.taskManagers).isPositive();
    try (KernelReader reader = new KernelReader(table)) {
      LOG.info(
          "Soak of {} s with seed {}: rows {}, {} versions, {}, {}",
          SOAK.toSeconds(),
          SEED,
          expected,
          reader.snapshot().getVersion(),
          kills,
          maintained);
    }
  }

  private static MiniCluster cluster() {
    return new MiniCluster(
        new MiniClusterConfiguration.Builder()
            .setNumTaskManagers(2)
            .setNumSlotsPerTaskManager(2 * JOBS)
            .setConfiguration(new Configuration())
            .build());
  }

  private static JobGraph job(int job, String table) {
    Configuration configuration = FlinkRestarts.atMost(Integer.MAX_VALUE);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    env.enableCheckpointing(300);
    env.addSource(new SoakSource(job, ROWS_PER_SECOND), SoakSource.TYPE_INFO)
        .uid("rows")
        .rebalance()
        .map(new KilledOnDemand(job))
        .returns(SoakSource.TYPE_INFO)
        .uid("killed")
        .sinkTo(DeltaSink.forRowData(table, SoakSource.TYPE).partitionBy("day").build())
        .uid("table");
    return env.getStreamGraph().getJobGraph();
  }

  private static Kills kill(MiniCluster cluster, long end) throws Exception {
    Random random = new Random(SEED);
    Kills kills = new Kills();
    int taskManager = 0;
    while (true) {
      long pause = 500L + random.nextInt(3_000);
      if (System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause + 1_000) > end) {
        TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
        return kills;
      }
      TimeUnit.MILLISECONDS.sleep(pause);
      if (random.nextInt(4) > 0) {
        KilledOnDemand.kill(random.nextInt(JOBS));
        kills.tasks++;
      } else {
        cluster.terminateTaskManager(taskManager++).get(30, TimeUnit.SECONDS);
        cluster.startTaskManager();
        kills.taskManagers++;
      }
    }
  }

  private static Maintained maintain(String tablePath, long end)
      throws IOException, InterruptedException, ExecutionException {
    DeltaMaintenance table = DeltaMaintenance.of(tablePath, new Configuration());
    CompactionOptions options =
        CompactionOptions.defaults().minFiles(4).targetFileSize(MemorySize.ofMebiBytes(1));
    Path firstCommit = Path.of(URI.create(tablePath + "/_delta_log/00000000000000000000.json"));
    Maintained done = new Maintained();
    ExecutorService rival = Executors.newSingleThreadExecutor();
    try {
      for (int round = 1; System.nanoTime() < end; round++) {
        TimeUnit.MILLISECONDS.sleep(500);
        if (!Files.exists(firstCommit)) {
          continue;
        }
        // Two at once now and then, which want the same files.
        Future<CompactionResult> other =
            round % 5 == 0 ? rival.submit(() -> table.compact(options)) : null;
        done.add(table.compact(options));
        if (other != null) {
          done.add(other.get());
        }
        if (round % 10 == 0) {
          done.add(
              table.vacuum(VacuumOptions.defaults().retention(RETENTION).allowUnsafeRetention()));
        }
      }
    } finally {
      rival.shutdownNow();
    }
    return done;
  }

  /** How many rows each job has in the table, all of which must be its first ones. */
  private static Map<Integer, Long> readByKernel(String table) {
    Rows rows = new Rows();
    try (KernelReader reader = new KernelReader(table)) {
      reader.rows().forEach(row -> rows.add((Integer) row.get("job"), (Long) row.get("id")));
    }
    return rows.counts();
  }

  private static Map<Integer, Long> readBySource(String table) throws Exception {
    Rows rows = new Rows();
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    env.setParallelism(1);
    DeltaSource source = DeltaSource.forBoundedRowData(table).columns("job", "id").build();
    try (CloseableIterator<RowData> read =
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "table").executeAndCollect()) {
      read.forEachRemaining(row -> rows.add(row.getInt(0), row.getLong(1)));
    }
    return rows.counts();
  }

  private static List<String> readBySpark(String table) {
    try (SparkPeer spark = SparkPeer.start()) {
      return spark.sql(
          "SELECT job, count(*) AS n, count(DISTINCT id) AS ids, max(id) AS last FROM delta.`"
              + Path.of(URI.create(table))
              + "` GROUP BY job ORDER BY job");
    }
  }

  private static List<String> expectedOfSpark(Map<Integer, Long> emitted) {
    List<String> rows = new ArrayList<>();
    for (int job = 0; job < JOBS; job++) {
      long n = emitted.get(job);
      rows.add(String.format("{\"job\":%d,\"n\":%d,\"ids\":%d,\"last\":%d}", job, n, n, n - 1));
    }
    return rows;
  }

  private static final class Rows {

    private final Map<Integer, BitSet> seen = new HashMap<>();

    void add(int job, long id) {
      BitSet ids = seen.computeIfAbsent(job, any -> new BitSet());
      assertThat(ids.get((int) id)).as("row %s of job %s is there twice", id, job).isFalse();
      ids.set((int) id);
    }

    Map<Integer, Long> counts() {
      Map<Integer, Long> counts = new HashMap<>();
      seen.forEach(
          (job, ids) -> {
            assertThat(ids.nextClearBit(0)).as("first lost row").isEqualTo(ids.cardinality());
            counts.put(job, (long) ids.cardinality());
          });
      return counts;
    }
  }

  private static final class Kills {

    private int tasks;
    private int taskManagers;

    @Override
    public String toString() {
      return tasks + " tasks and " + taskManagers + " TaskManagers killed";
    }
  }

  private static final class Maintained {

    private int compactions;
    private int groups;
    private int commits;
    private int conflicts;
    private long files;
    private int vacuums;
    private int vacuumed;

    void add(CompactionResult result) {
      compactions++;
      groups += result.groups();
      commits += result.commits();
      conflicts += result.conflicts();
      files += result.filesBefore();
    }

    void add(VacuumResult result) {
      vacuums++;
      vacuumed += result.paths().size();
    }

    @Override
    public String toString() {
      return String.format(
          "%d compactions of %d groups made %d commits which replaced %d files, %d conflicts,"
              + " %d vacuums deleted %d files",
          compactions, groups, commits, files, conflicts, vacuums, vacuumed);
    }
  }
}
