package io.pinflow.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An S3-compatible server (S3Proxy on the local file system) in a process of its own.
 *
 * <p>Signatures are checked, put-if-absent ({@code If-None-Match: *}) is atomic, and the data
 * survives {@link #stop()} and {@link #resume()}. Use path-style access and any region. A key
 * {@code a} and a key {@code a/b} cannot exist at once, as {@code a} is a file on disk. The data is
 * deleted by {@link #close()}. Not thread-safe.
 */
public final class S3Server implements AutoCloseable {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final List<String> JVM =
      List.of("-Xms32m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final int port;
  private final ServerFolder folder;
  private ServerProcess process;
  private boolean acceptsOtherKeysOnly;

  private S3Server(int port, ServerFolder folder) {
    this.port = port;
    this.folder = folder;
  }

  /**
   * Starts a server on a free port and waits until it answers.
   *
   * @throws IllegalStateException if the server's jars are not assembled or it does not come up
   */
  public static S3Server start() {
    int port = FreePorts.next();
    ServerFolder folder = ServerFolder.create("s3");
    S3Server server = new S3Server(port, folder);
    folder.write("logback.xml", LOGGING);
    server.resume();
    return server;
  }

  /** The endpoint, such as {@code http://127.0.0.1:23456}. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** The one access key the server accepts. */
  public String accessKey() {
    return "pinflow";
  }

  /** The secret which belongs to {@link #accessKey()}. */
  public String secretKey() {
    return "pinflow-secret";
  }

  /** Creates a bucket, empty, if it is not there. */
  public void createBucket(String name) {
    try {
      Files.createDirectories(bucket(name));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create bucket " + name, e);
    }
  }

  /** Where the objects of a bucket lie on disk, one file per key. */
  public Path bucket(String name) {
    return folder.data().resolve(name);
  }

  /** Ends the server as a crash would; its objects stay for {@link #resume()}. */
  public void stop() {
    if (process != null) {
      process.kill();
      process = null;
    }
  }

  /** Starts the server again on the same port with the same objects. */
  public void resume() {
    if (process != null) {
      throw new IllegalStateException("the S3 server is running already: " + endpoint());
    }
    folder.write("s3proxy.properties", settings());
    process =
        ServerProcess.start(
            folder,
            Runtimes.libraries("s3"),
            JVM,
            List.of("-Dlogback.configurationFile=" + folder.path("logback.xml")),
            "org.gaul.s3proxy.Main",
            List.of("--properties", folder.path("s3proxy.properties").toString()));
    process.awaitPort(port, START_TIMEOUT);
  }

  /** Refuses the keys from now on, as a server does whose administrator has revoked them (403). */
  public void revokeKeys() {
    restart(true);
  }

  /** Accepts the keys again after {@link #revokeKeys()}. */
  public void restoreKeys() {
    restart(false);
  }

  private void restart(boolean revoked) {
    stop();
    acceptsOtherKeysOnly = revoked;
    resume();
  }

  @Override
  public void close() {
    stop();
    folder.deleteData();
  }

  private Map<String, String> settings() {
    return Map.of(
        "s3proxy.endpoint",
        endpoint().toString(),
        "s3proxy.authorization",
        "aws-v2-or-v4",
        "s3proxy.identity",
        accessKey(),
        "s3proxy.credential",
        acceptsOtherKeysOnly ? "another-secret" : secretKey(),
        "jclouds.provider",
        "filesystem",
        "jclouds.identity",
        "unused",
        "jclouds.credential",
        "unused",
        "jclouds.filesystem.basedir",
        folder.data().toString());
  }

  private static final String LOGGING =
      "<configuration>\n"
          + "  <statusListener class=\"ch.qos.logback.core.status.NopStatusListener\"/>\n"
          + "  <appender name=\"out\" class=\"ch.qos.logback.core.ConsoleAppender\">\n"
          + "    <encoder><pattern>%d %-5level %logger{0} %msg%n</pattern></encoder>\n"
          + "  </appender>\n"
          + "  <root level=\"WARN\"><appender-ref ref=\"out\"/></root>\n"
          + "</configuration>\n";
}
