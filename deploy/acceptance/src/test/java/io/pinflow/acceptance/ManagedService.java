package io.pinflow.acceptance;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinflow.local.flink.FlinkPath;
import io.pinflow.local.flink.FlinkRest;
import io.pinflow.local.flink.JobStatus;
import io.pinflow.local.stack.FlinkCluster;
import io.pinflow.local.stack.Home;
import io.pinflow.local.stack.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Stands for Amazon Managed Service for Apache Flink: a cluster of processes that knows nothing of
 * the jobs, has the service's own library and another Hadoop on its class path, runs the main class
 * of a jar's manifest without arguments, and tells it its options by a file of property groups.
 */
final class ManagedService implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, String> SETTINGS =
      Map.of(
          "classloader.resolve-order", "child-first",
          "state.backend.type", "rocksdb",
          "execution.checkpointing.interval", "1 s",
          // A failure is to be seen, not mended.
          "restart-strategy.type", "none",
          // What a job is told must come from its properties.
          "delta.table-root", "s3://no-such-bucket/lake",
          "taskmanager.numberOfTaskSlots", "2",
          "taskmanager.memory.process.size", "1664m",
          "taskmanager.memory.jvm-metaspace.size", "448m",
          "taskmanager.memory.managed.fraction", "0.25",
          "parallelism.default", "1");

  private final Home home;
  private final Path properties;
  private final FlinkCluster cluster;
  private final FlinkRest flink;
  private final String jar;

  private ManagedService(Home home, Path properties, FlinkCluster cluster, Path jar) {
    this.home = home;
    this.properties = properties;
    this.cluster = cluster;
    this.flink = new FlinkRest(cluster.rest());
    this.jar = flink.upload(jar, "jobs.jar");
  }

  /**
   * Starts the cluster and gives it the jar which the build has packaged.
   *
   * @param folder for everything that it keeps
   * @param storage Flink's settings of where objects are kept
   */
  static ManagedService start(Path folder, Map<String, String> storage) throws IOException {
    Path properties = folder.resolve("application_properties.json");
    Path ownLibrary = Files.createDirectories(folder.resolve("class-path"));
    // Where the service's library finds the groups: by its own jar's file of this name, in /etc.
    Files.writeString(
        ownLibrary.resolve("config.properties"), "application_properties_file=" + properties);
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.putAll(storage);
    Home home = Home.at(folder.resolve("home"));
    Installation installation = new Installation(Repository.root());
    FlinkCluster cluster =
        FlinkCluster.startBare(home, installation, settings, classPath(ownLibrary));
    try {
      return new ManagedService(home, properties, cluster, installation.pipelineJar());
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** The service's library, which takes its settings from the given folder, and Hadoop. */
  private static List<String> classPath(Path ownLibrary) throws IOException {
    List<String> classPath = new ArrayList<>(List.of(ownLibrary.toString()));
    try (Stream<Path> jars = Files.list(Repository.target().resolve("managed-service"))) {
      jars.map(Path::toString).sorted().forEach(classPath::add);
    }
    if (classPath.stream().noneMatch(jar -> jar.contains("hadoop-client-api"))) {
      throw new AssertionError("There is no other Hadoop: " + classPath);
    }
    return classPath;
  }

  /**
   * Starts an application and gives the id of its job.
   *
   * @param groups its runtime properties
   * @param snapshot the state it goes on from
   */
  String start(Map<String, Map<String, String>> groups, Optional<String> snapshot)
      throws IOException {
    ArrayNode file = JSON.createArrayNode();
    groups.forEach(
        (name, entries) -> {
          ObjectNode group = file.addObject().put("PropertyGroupId", name);
          ObjectNode map = group.putObject("PropertyMap");
          entries.forEach(map::put);
        });
    Files.writeString(properties, file.toString());
    return flink.run(jar, snapshot);
  }

  /** Fails as soon as the job has, with its reason. */
  void requireHealthy(String jobId) {
    JobStatus job = flink.job(jobId);
    if (job.failed()) {
      throw new AssertionError(
          job.name() + " has failed: " + flink.rootCause(jobId) + "; see " + home.logs());
    }
  }

  /** Takes a snapshot and stops the job, and returns once it does nothing more. */
  String stop(String jobId) {
    String snapshot = flink.stopWithSavepoint(jobId, FlinkPath.of(home.savepoints()));
    awaitSuccess(jobId);
    return snapshot;
  }

  /** Waits until a job has done all it was to do. */
  void awaitSuccess(String jobId) {
    await("end of job " + jobId)
        .atMost(LIMIT)
        .until(
            () -> {
              requireHealthy(jobId);
              return flink.job(jobId).succeeded();
            });
  }

  /** Ends it; the logs stay, the jar that was given to it does not. */
  @Override
  public void close() throws IOException {
    cluster.close();
    try (Stream<Path> uploads = Files.walk(home.flinkUploads())) {
      for (Path upload : uploads.filter(Files::isRegularFile).toList()) {
        Files.delete(upload);
      }
    }
  }
}
