package io.pinflow.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder laid out as Flink's download is, of the same jars, with scripts which stand for those of
 * its bin folder and a configuration which says what the download's does. It is untouched by
 * Pinflow: whatever a page says is to be done to it, a test does.
 */
final class StockFlink {

  private static final List<String> SCRIPTS =
      List.of("config.sh", "flink", "sql-client.sh", "start-cluster.sh", "stop-cluster.sh");

  /** What the download's conf/config.yaml sets, in its form; the ports come with each test. */
  private static final String CONFIG =
      """
      env:
        java:
          opts:
            all: %s
      jobmanager:
        bind-host: localhost
        rpc:
          address: localhost
          port: %d
        memory:
          process:
            size: 1600m
        execution:
          failover-strategy: region
      taskmanager:
        bind-host: localhost
        host: localhost
        numberOfTaskSlots: 1
        memory:
          process:
            size: 1728m
      parallelism:
        default: 1
      rest:
        address: localhost
        bind-address: localhost
        port: %d
      """;

  private final Path folder;
  private final Map<String, String> environment;

  private StockFlink(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /**
   * Lays the folder out.
   *
   * @param environment of every command, beside this process's own
   */
  static StockFlink at(Path folder, int rest, int rpc, Map<String, String> environment)
      throws IOException {
    Path flink = Repository.root().resolve("deploy/runtime/flink/target/flink");
    link(flink.resolve("lib"), folder.resolve("lib"));
    link(flink.resolve("opt"), folder.resolve("opt"));
    // The download has the file system for S3 among the optional parts, not as a plugin.
    link(flink.resolve("plugins/s3-fs-hadoop"), folder.resolve("opt"));
    Files.createDirectories(folder.resolve("plugins"));
    Path conf = Files.createDirectories(folder.resolve("conf"));
    String opens = System.getProperty("pinflow.test.opens");
    Files.writeString(conf.resolve("config.yaml"), CONFIG.formatted(opens, rpc, rest));
    copy("/io/pinflow/local/stack/log4j2.properties", conf.resolve("log4j2.properties"));
    Path bin = Files.createDirectories(folder.resolve("bin"));
    for (String script : SCRIPTS) {
      copy("/io/pinflow/acceptance/bin/" + script, bin.resolve(script));
      if (!bin.resolve(script).toFile().setExecutable(true)) {
        throw new IOException("cannot make " + script + " executable");
      }
    }
    return new StockFlink(folder, environment);
  }

  Path folder() {
    return folder;
  }

  /** Appends to conf/config.yaml. */
  void configure(String yaml) throws IOException {
    Files.writeString(folder.resolve("conf/config.yaml"), yaml, StandardOpenOption.APPEND);
  }

  /** Runs lines of bash in the folder, to the first that fails; fails if one does. */
  CommandLine.Result run(String lines, Duration limit) {
    return CommandLine.bash(lines, folder, environment).run(limit).expectSuccess();
  }

  /** Ends what a failed test has left. */
  void stop(Duration limit) {
    CommandLine.Result unused =
        run("if ls run/*.pid >/dev/null 2>&1; then bin/stop-cluster.sh; fi", limit);
  }

  private static void link(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      files.forEach(
          file -> {
            try {
              Path unused =
                  Files.createSymbolicLink(to.resolve(file.getFileName().toString()), file);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  private static void copy(String resource, Path to) throws IOException {
    try (InputStream in = StockFlink.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("no resource " + resource);
      }
      Files.copy(in, to);
    }
  }
}
