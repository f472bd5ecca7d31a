package io.pinflow.local.stack;

import io.pinflow.local.flink.FlinkRest;
import io.pinflow.local.report.RestCall;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Flink cluster: a JobManager, a TaskManager, and the SQL gateway through which its tables are
 * queried.
 */
final class FlinkParts {

  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final Home home;
  private final Installation installation;
  private final Ports ports;
  private final Credentials credentials;
  private final Map<String, String> settings;
  private final ClassData classData;
  private final Optional<List<String>> classPath;
  private final FlinkRest rest;
  private final RestCall sqlGateway = new RestCall("the SQL gateway");

  /**
   * The cluster of a home.
   *
   * @param settings Flink's, beside the stack's own or in their place
   */
  FlinkParts(
      Home home,
      Installation installation,
      Ports ports,
      Credentials credentials,
      Map<String, String> settings) {
    this(home, installation, ports, credentials, settings, Optional.empty());
  }

  /**
   * The cluster of a home, on another class path.
   *
   * @param settings Flink's, beside the stack's own or in their place
   * @param classPath what stands before Flink's own jars; if it is given, the connector is not
   *     there
   */
  FlinkParts(
      Home home,
      Installation installation,
      Ports ports,
      Credentials credentials,
      Map<String, String> settings,
      Optional<List<String>> classPath) {
    this.home = home;
    this.installation = installation;
    this.ports = ports;
    this.credentials = credentials;
    this.settings = settings;
    this.classData = new ClassData(installation.classData());
    this.classPath = classPath;
    this.rest = new FlinkRest(ports.flink());
  }

  void prepare() throws IOException {
    Map<String, String> config = FlinkConfig.of(home, ports, credentials);
    config.putAll(settings);
    PrivateFile.write(home.flinkConf().resolve("config.yaml"), FlinkConfig.yaml(config));
    prepareLogging();
    for (Path folder :
        List.of(home.checkpoints(), home.savepoints(), home.flinkTemp(), home.flinkUploads())) {
      Files.createDirectories(folder);
    }
  }

  void prepareLogging() throws IOException {
    Resources.copy("log4j2.properties", logging());
  }

  /** Of one of Flink's parts. */
  PartSpec spec(Part part) {
    return switch (part) {
      case JOBMANAGER -> jobManager();
      case TASKMANAGER -> taskManager();
      case SQL_GATEWAY -> sqlGateway();
      default -> throw new IllegalArgumentException(part.label() + " is no part of Flink");
    };
  }

  private PartSpec jobManager() {
    List<String> command =
        java(Part.JOBMANAGER.label())
            .heap("64m", "640m")
            .lightCompilation()
            .run(
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                arguments(Port.JOBMANAGER_METRICS, List.of()));
    return new PartSpec(
        Part.JOBMANAGER, command, environment(), () -> jobManagerMissing(0), START_LIMIT);
  }

  private PartSpec taskManager() {
    TaskManagerMemory memory = TaskManagerMemory.of(home, this::resourceParameters);
    List<String> command =
        java(Part.TASKMANAGER.label())
            .options(memory.jvmFlags())
            .option("-XX:+UseSerialGC")
            .lateOptimization()
            .run(
                "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                arguments(Port.TASKMANAGER_METRICS, memory.options()));
    return new PartSpec(
        Part.TASKMANAGER, command, environment(), () -> jobManagerMissing(1), START_LIMIT);
  }

  private List<String> arguments(Port metrics, List<String> more) {
    List<String> arguments = new ArrayList<>(List.of("--configDir", home.flinkConf().toString()));
    arguments.addAll(more);
    FlinkConfig.metrics(ports.get(metrics))
        .forEach((key, value) -> arguments.addAll(List.of("-D", key + "=" + value)));
    return arguments;
  }

  private PartSpec sqlGateway() {
    String classPath = libraries() + File.pathSeparator + installation.flink() + "/opt/*";
    List<String> arguments =
        FlinkConfig.sqlGateway(ports).entrySet().stream().map(option -> "-D" + option).toList();
    List<String> command =
        java(Part.SQL_GATEWAY.label())
            .heap("128m", "640m")
            .lightCompilation()
            .classPath(classPath)
            .classData(classData, Part.SQL_GATEWAY)
            .run("org.apache.flink.table.gateway.SqlGateway", arguments);
    return new PartSpec(
        Part.SQL_GATEWAY, command, environment(), this::sqlGatewayMissing, START_LIMIT);
  }

  /** A client process on the cluster's class path, such as the one which describes the tables. */
  List<String> client(
      String name, String heap, String mainClass, Path jar, List<String> arguments) {
    return java(name)
        .heap("64m", heap)
        .lightCompilation()
        .classPath(jar + File.pathSeparator + installation.flink() + "/lib/*")
        .run(mainClass, arguments);
  }

  Map<String, String> environment() {
    Map<String, String> environment = distribution();
    environment.putAll(KinesisPart.credentials());
    environment.put("FLINK_CONF_DIR", home.flinkConf().toString());
    // With an arena for each of many threads, what one has freed is of no use to the others.
    environment.put("MALLOC_ARENA_MAX", "2");
    return environment;
  }

  /** Where Flink's own files are. */
  Map<String, String> distribution() {
    String flink = installation.flink().toString();
    Map<String, String> environment = new HashMap<>();
    environment.put("FLINK_HOME", flink);
    environment.put("FLINK_LIB_DIR", flink + "/lib");
    environment.put("FLINK_OPT_DIR", flink + "/opt");
    environment.put("FLINK_PLUGINS_DIR", flink + "/plugins");
    return environment;
  }

  private String jobManagerMissing(int taskManagers) {
    if (!FreePorts.answers(ports.get(Port.FLINK_REST))) {
      return "nothing answers at " + ports.flink();
    }
    // Whoever has taken the port meanwhile might be a Flink too.
    if (!rest.configuration("web.upload.dir").equals(Optional.of(home.flinkUploads().toString()))) {
      return "another Flink answers at " + ports.flink();
    }
    return rest.taskManagers() < taskManagers ? "it has not registered with the JobManager" : null;
  }

  private String sqlGatewayMissing() {
    if (!FreePorts.answers(ports.get(Port.SQL_GATEWAY))) {
      return "nothing answers at " + ports.sqlGateway();
    }
    boolean answers =
        sqlGateway.get(URI.create(ports.sqlGateway() + "/info")).hasNonNull("productName");
    return answers ? null : "it does not tell what it is";
  }

  private List<String> resourceParameters() {
    return JavaCommand.create()
        .heap("32m", "128m")
        .lightCompilation()
        .classPath(libraries())
        .run(
            "org.apache.flink.runtime.util.bash.BashJavaUtils",
            List.of("GET_TM_RESOURCE_PARAMS", "--configDir", home.flinkConf().toString()));
  }

  private JavaCommand java(String name) {
    return JavaCommand.create()
        .marker(home, name)
        .flinkOpens()
        .option("-Dlog.file=" + home.logs().resolve(name + ".log"))
        .option("-Dlog4j.configurationFile=" + logging().toUri())
        .classPath(libraries());
  }

  /**
   * The connector lies beside Flink's own jars, so that a query does not ship it and its classes
   * stay loaded.
   */
  private String libraries() {
    String flink = installation.flink() + "/lib/*";
    return classPath
        .map(first -> String.join(File.pathSeparator, first) + File.pathSeparator + flink)
        .orElseGet(() -> flink + File.pathSeparator + installation.connectorJar());
  }

  private Path logging() {
    return home.flinkConf().resolve("log4j2.properties");
  }
}
