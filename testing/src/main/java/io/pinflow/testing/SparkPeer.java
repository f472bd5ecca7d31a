package io.pinflow.testing;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * One Spark session with Delta Lake in a process of its own: the independent reader and writer of
 * what the Flink connector writes and reads. Address a table as {@code delta.`/its/folder`}; what
 * lies on an {@link S3Server} is read from {@link S3Server#bucket}. The session's zone is UTC; a
 * timestamp is printed with six digits of fraction. A session takes some ten seconds to start and
 * is meant to be shared by tests. Not thread-safe.
 */
public final class SparkPeer implements AutoCloseable {

  // What Spark's own launcher opens on JDK 17.
  private static final List<String> OPENS =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  /** For statements on a few rows, of which each is new code: optimizing it would take longest. */
  private static final List<String> SMALL =
      List.of(
          "-Xmx1g",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:ReservedCodeCacheSize=240m");

  private final ServerFolder folder;
  private final Process process;
  private final BufferedWriter statements;
  private final BufferedReader replies;

  private SparkPeer(ServerFolder folder, Process process) {
    this.folder = folder;
    this.process = process;
    this.statements =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII));
    this.replies =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts the process with a small heap and light compilation, as tests need; the first statement
   * waits until it is ready.
   *
   * @throws IllegalStateException if the peer's class path is not assembled
   */
  public static SparkPeer start() {
    return start(SMALL);
  }

  /**
   * Starts the process with the JVM's heap and collector as told; the first statement waits until
   * it is ready.
   *
   * @throws IllegalStateException if the peer's class path is not assembled
   */
  public static SparkPeer start(List<String> jvmOptions) {
    ServerFolder folder = ServerFolder.create("spark");
    try {
      return new SparkPeer(
          folder,
          new ProcessBuilder(command(jvmOptions, "session"))
              .directory(folder.data().toFile())
              .redirectError(folder.log().toFile())
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start Spark", e);
    }
  }

  /** The command line of the peer's process, for what is asked of it once. */
  public static List<String> command(String... arguments) {
    return command(SMALL, arguments);
  }

  /** As {@link #command(String...)}, with the JVM's heap and collector as told. */
  public static List<String> command(List<String> jvmOptions, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.add("-Djava.net.preferIPv4Stack=true");
    OPENS.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
    command.addAll(List.of("-cp", Runtimes.sparkPeer(), "io.pinflow.peer.Main"));
    command.addAll(List.of(arguments));
    return command;
  }

  /**
   * Runs one statement and returns its rows in its order, each as a JSON object with its nulls;
   * nothing for a command without an answer. {@code NOOP SELECT ...} computes every row of a query
   * and throws it away.
   *
   * @throws IllegalStateException if Spark refuses or fails the statement, with its message
   */
  public List<String> sql(String statement) {
    try {
      byte[] text = statement.getBytes(StandardCharsets.UTF_8);
      statements.write(Base64.getEncoder().encodeToString(text));
      statements.write('\n');
      statements.flush();
      List<String> rows = new ArrayList<>();
      for (String line = replies.readLine(); line != null; line = replies.readLine()) {
        if (line.equals("OK")) {
          return rows;
        }
        if (line.startsWith("ERROR ")) {
          byte[] message = Base64.getDecoder().decode(line.substring("ERROR ".length()));
          throw new IllegalStateException(
              statement + "\n" + new String(message, StandardCharsets.UTF_8));
        }
        rows.add(line.substring("ROW ".length()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Spark does not answer, see " + folder.log(), e);
    }
    throw new IllegalStateException("Spark has ended, see " + folder.log());
  }

  /** The CPU time which the process has used so far, of all its threads. */
  public Duration cpuTime() {
    return process
        .info()
        .totalCpuDuration()
        .orElseThrow(() -> new IllegalStateException("this system does not tell CPU times"));
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    folder.deleteData();
  }
}
