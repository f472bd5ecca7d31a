package io.pinflow.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A single Kafka broker (KRaft) in a process of its own.
 *
 * <p>It keeps its port and its data over {@link #stop()} and {@link #resume()}, so that a test can
 * take the broker away and bring it back. Topics are not created automatically: an unknown topic
 * stays unknown. The data is deleted by {@link #close()}; the log stays in {@code target/} of the
 * module under test. Not thread-safe.
 */
public final class KafkaBroker implements AutoCloseable {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final String STARTED = "Kafka Server started";
  private static final List<String> JVM =
      List.of("-Xms64m", "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /** Every right that a client has used is a line of Kafka's own log. */
  private static final Map<String, String> AUDITED =
      Map.of(
          "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
          "super.users", "User:ANONYMOUS");

  private final int port;
  private final ServerFolder folder;
  private final Path config;
  private ServerProcess process;

  private KafkaBroker(int port, ServerFolder folder, Path config) {
    this.port = port;
    this.folder = folder;
    this.config = config;
  }

  /** Starts a broker on a free port and waits until it serves requests. */
  public static KafkaBroker start() {
    return start(Map.of());
  }

  /**
   * Starts a broker with the given broker settings on top of the defaults.
   *
   * @throws IllegalStateException if the broker's jars are not assembled or it does not come up
   */
  public static KafkaBroker start(Map<String, String> settings) {
    int port = FreePorts.next();
    int controllerPort = FreePorts.next();
    ServerFolder folder = ServerFolder.create("kafka");
    Path config =
        folder.write("server.properties", settings(port, controllerPort, folder, settings));
    folder.write("log4j.properties", logging());
    KafkaBroker broker = new KafkaBroker(port, folder, config);
    broker.format();
    broker.resume();
    return broker;
  }

  /** Starts a broker which refuses nobody anything, and {@link #audit tells} who asked for what. */
  public static KafkaBroker startAudited() {
    return start(AUDITED);
  }

  /**
   * The lines of Kafka's audit log so far, of a broker that was started with it: one for each use
   * of a right, "is Allowed operation = READ ... on resource = Topic:LITERAL:t for request =
   * Fetch".
   */
  public List<String> audit() {
    try (Stream<String> lines = Files.lines(folder.log())) {
      return lines.filter(line -> line.contains(" operation = ")).collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder.log(), e);
    }
  }

  /** {@code 127.0.0.1:port}, the same over the broker's whole life. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Ends the broker as a crash would; its data stays for {@link #resume()}. */
  public void stop() {
    if (process != null) {
      process.kill();
      process = null;
    }
  }

  /** Starts the broker again on the same port with the same data, and waits until it serves. */
  public void resume() {
    if (process != null) {
      throw new IllegalStateException("the broker is running already: " + bootstrapServers());
    }
    process = launch("kafka.Kafka", List.of(config.toString()));
    process.awaitLogLine(STARTED, START_TIMEOUT);
  }

  @Override
  public void close() {
    stop();
    folder.deleteData();
  }

  private void format() {
    String clusterId = clusterId(UUID.randomUUID());
    launch("kafka.tools.StorageTool", List.of("format", "-t", clusterId, "-c", config.toString()))
        .awaitSuccess(START_TIMEOUT);
  }

  private ServerProcess launch(String mainClass, List<String> arguments) {
    String logging = "-Dlog4j.configuration=" + folder.path("log4j.properties").toUri();
    return ServerProcess.start(
        folder, Runtimes.libraries("kafka"), JVM, List.of(logging), mainClass, arguments);
  }

  private static String clusterId(UUID id) {
    ByteBuffer bytes = ByteBuffer.allocate(16);
    bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    // A leading dash would be read as an option.
    return text.startsWith("-") ? "A" + text.substring(1) : text;
  }

  private static Map<String, String> settings(
      int port, int controllerPort, ServerFolder folder, Map<String, String> overrides) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    settings.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
    settings.put("log.dirs", folder.data().toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("default.replication.factor", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    // Tests send records of years ago, which the default of a week would delete unread.
    settings.put("log.retention.ms", "-1");
    settings.putAll(overrides);
    return settings;
  }

  private static Map<String, String> logging() {
    Map<String, String> logging = new TreeMap<>();
    logging.put("log4j.rootLogger", "WARN, out");
    logging.put("log4j.logger.kafka.server.KafkaRaftServer", "INFO");
    // At DEBUG, rights which were used; not those that are only looked up.
    logging.put("log4j.logger.kafka.authorizer.logger", "DEBUG");
    logging.put("log4j.appender.out", "org.apache.log4j.ConsoleAppender");
    logging.put("log4j.appender.out.layout", "org.apache.log4j.PatternLayout");
    logging.put("log4j.appender.out.layout.ConversionPattern", "%d %p %c{1} %m%n");
    return logging;
  }
}
