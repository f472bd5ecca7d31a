package io.pinflow.local.stack;

import io.pinflow.local.flink.FlinkPath;
import java.util.LinkedHashMap;
import java.util.Map;

/** The configuration of the Flink cluster, shared by JobManager, TaskManager and every client. */
final class FlinkConfig {

  /** Three for jobs, and two for a query beside them. */
  private static final int SLOTS = 5;

  private static final int QUERY_PARALLELISM = 2;

  private FlinkConfig() {}

  static Map<String, String> of(Home home, Ports ports, Credentials credentials) {
    Map<String, String> config = new LinkedHashMap<>();
    config.put("jobmanager.rpc.address", "127.0.0.1");
    config.put("jobmanager.rpc.port", Integer.toString(ports.get(Port.FLINK_RPC)));
    config.put("jobmanager.bind-host", "127.0.0.1");
    config.put("jobmanager.memory.process.size", "1024m");
    config.put("rest.address", "127.0.0.1");
    config.put("rest.bind-address", "127.0.0.1");
    config.put("rest.port", Integer.toString(ports.get(Port.FLINK_REST)));
    config.put("web.upload.dir", home.flinkUploads().toString());
    config.put("io.tmp.dirs", home.flinkTemp().toString());
    config.put("blob.server.port", "0");
    taskManager(config);
    state(config, home);
    // Retries of the first contact: parts start side by side, and the default pause is ten seconds.
    config.put("cluster.registration.error-delay", "200 ms");
    config.put("cluster.registration.initial-timeout", "200 ms");
    // A TaskManager that was killed is known to be gone after two of these; a slow one has the
    // default timeout.
    config.put("heartbeat.interval", "2 s");
    // A query's tasks need not wait for other requests of slots which may follow.
    config.put("slotmanager.requirement-check.delay", "0 ms");
    // A query that finds no free slot must say so before its user gives up.
    config.put("slot.request.timeout", "60000");
    config.put("restart-strategy.type", "fixed-delay");
    config.put("restart-strategy.fixed-delay.attempts", "5");
    config.put("restart-strategy.fixed-delay.delay", "1 s");
    config.put("execution.target", "remote");
    // The counters which tell how far the jobs are; the default is ten seconds.
    config.put("metrics.fetcher.update-interval", "500");
    storage(config, ports, credentials);
    return config;
  }

  /** Of a process which needs a file to read, but no cluster. */
  static Map<String, String> ofNoCluster() {
    return Map.of("execution.target", "local");
  }

  private static void taskManager(Map<String, String> config) {
    config.put("taskmanager.host", "127.0.0.1");
    config.put("taskmanager.bind-host", "127.0.0.1");
    config.put("taskmanager.numberOfTaskSlots", Integer.toString(SLOTS));
    config.put("taskmanager.memory.process.size", "2816m");
    // Room for many runs: threads of the S3 file system keep the classes of an ended one a while.
    config.put("taskmanager.memory.jvm-metaspace.size", "640m");
    // 150 MiB a slot, taken only by what needs it: with half of that the analytics join a million
    // rows with a million others through the disk.
    config.put("taskmanager.memory.managed.fraction", "0.4");
    config.put("parallelism.default", "1");
    // Of queries alone: they are awaited, and decode and join as fast as there are cores.
    config.put("table.exec.resource.default-parallelism", Integer.toString(QUERY_PARALLELISM));
    // Of each exchange that a query writes to disk: with the default of 512 the network memory is
    // enough for nine of them, and a statement set has more.
    config.put("taskmanager.network.sort-shuffle.min-buffers", "64");
  }

  private static void state(Map<String, String> config, Home home) {
    config.put("state.backend.type", "hashmap");
    // For jobs on RocksDB; what is on the heap is stored whole with each checkpoint all the same.
    config.put("execution.checkpointing.incremental", "true");
    config.put("execution.checkpointing.interval", "3 s");
    config.put("execution.checkpointing.mode", "EXACTLY_ONCE");
    config.put("execution.checkpointing.timeout", "2 min");
    config.put(
        "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    config.put("execution.checkpointing.num-retained", "3");
    config.put("execution.checkpointing.dir", FlinkPath.of(home.checkpoints()));
    config.put("execution.checkpointing.savepoint-dir", FlinkPath.of(home.savepoints()));
  }

  /** Read by Flink's own s3:// plugin and by the Delta connector's conditional puts. */
  private static void storage(Map<String, String> config, Ports ports, Credentials credentials) {
    config.put("s3.endpoint", ports.s3());
    config.put("s3.path.style.access", "true");
    config.put("s3.path-style-access", "true");
    config.put("s3.endpoint.region", "us-east-1");
    config.put("s3.access-key", credentials.accessKey());
    config.put("s3.secret-key", credentials.secretKey());
    config.put("delta.table-root", Lake.TABLES);
  }

  /** For the SQL gateway alone: a SQL Client has one inside, which needs a port of its own. */
  static Map<String, String> sqlGateway(Ports ports) {
    String port = Integer.toString(ports.get(Port.SQL_GATEWAY));
    Map<String, String> config = new LinkedHashMap<>();
    config.put("sql-gateway.endpoint.rest.address", "127.0.0.1");
    config.put("sql-gateway.endpoint.rest.bind-address", "127.0.0.1");
    config.put("sql-gateway.endpoint.rest.port", port);
    // Without it the gateway would bind to the JobManager's port.
    config.put("sql-gateway.endpoint.rest.bind-port", port);
    return config;
  }

  /**
   * For the process with that port alone, and not for clients, which would want the port too. The
   * reporter is Flink's own one for Prometheus, but listens on 127.0.0.1.
   */
  static Map<String, String> metrics(int port) {
    Map<String, String> config = new LinkedHashMap<>();
    config.put(
        "metrics.reporter.prometheus.factory.class",
        "io.pinflow.metrics.LoopbackPrometheusReporterFactory");
    config.put("metrics.reporter.prometheus.port", Integer.toString(port));
    return config;
  }

  /** As config.yaml: every value quoted, so that none is taken for something else. */
  static String yaml(Map<String, String> config) {
    StringBuilder text =
        new StringBuilder("# Rendered by pinflow at every start: changes are lost.\n");
    config.forEach(
        (key, value) ->
            text.append(key).append(": '").append(value.replace("'", "''")).append("'\n"));
    return text.toString();
  }
}
