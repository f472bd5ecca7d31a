package io.pinflow.benchmarks.delta;

import java.time.Duration;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ResourceManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster inside this JVM, kept warm between jobs as Spark's session is. */
public final class LocalFlink implements AutoCloseable {

  private final MiniCluster cluster;
  private final int parallelism;

  private LocalFlink(MiniCluster cluster, int parallelism) {
    this.cluster = cluster;
    this.parallelism = parallelism;
  }

  public static LocalFlink start(int parallelism) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(ResourceManagerOptions.REQUIREMENTS_CHECK_DELAY, Duration.ZERO);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(parallelism)
                .build());
    cluster.start();
    return new LocalFlink(cluster, parallelism);
  }

  /** For one job. */
  public StreamExecutionEnvironment environment() {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism);
    environment.getConfig().enableObjectReuse();
    return environment;
  }

  /** Runs the job to its end. */
  public JobExecutionResult run(StreamExecutionEnvironment environment)
      throws InterruptedException, JobExecutionException {
    JobGraph job = environment.getStreamGraph().getJobGraph();
    return cluster.executeJobBlocking(job);
  }

  @Override
  public void close() {
    cluster.closeAsync().join();
  }
}
