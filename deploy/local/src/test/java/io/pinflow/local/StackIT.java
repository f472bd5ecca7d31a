package io.pinflow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pinflow.local.Launcher.Result;
import io.pinflow.local.stack.Home;
import io.pinflow.local.stack.HomeLock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of the pipeline one by one, on real processes. */
class StackIT {

  private static final Pattern PART = Pattern.compile("(?m)^ +([a-z0-9-]+) +up +pid (\\d+) ");

  /** There if the build found Node and npm. */
  private static final Path KINESIS =
      Path.of("../runtime/kinesis/target/kinesis/server.cjs").toAbsolutePath();

  private static final int POSTS = 300;

  @TempDir private Path folder;
  private Path home;
  private Launcher pinflow;

  @BeforeEach
  void open() throws IOException {
    home = folder.toRealPath().resolve("a home");
    pinflow = new Launcher(folder, home);
  }

  @AfterEach
  void endWhatIsLeft() throws IOException, InterruptedException {
    Result unused = pinflow.run("down");
    processes().forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void runsThePipelineStepByStepThroughACrashAndARestart()
      throws IOException, InterruptedException {
    succeed("up");
    Map<String, Long> parts = parts(succeed("status"));
    assertThat(parts)
        .containsKeys("kafka", "s3", "jobmanager", "taskmanager", "gateway", "sql-gateway");
    assertThat(parts.containsKey("kinesis")).isEqualTo(Files.exists(KINESIS));

    assertThat(succeed("doctor").out())
        .contains("Kafka topic pinflow.pin ", "put if absent and delete work", "\n0 errors, ");
    assertThat(
            pinflow
                .run("submit", "RawArchiveJob", "--kafka-bootstrap-servers", "127.0.0.1:1")
                .err())
        .contains("RawArchiveJob cannot start: 1 problem with what it needs around it")
        .contains("Kafka server 127.0.0.1:1: cannot be connected to");

    assertThat(succeed("submit", "RawArchiveJob").out()).matches("[0-9a-f]{32}\n");
    succeed("submit", "CleanJob");
    assertThat(pinflow.run("submit", "CleanJob").err())
        .contains("job 'CleanJob' is already running");
    succeed("emulate", "--events", Integer.toString(POSTS), "--seed", "7");
    awaitPins();
    String before = tables();

    kill(parts.get("gateway"));
    Result status = pinflow.run("status");
    assertThat(status.exitCode()).isEqualTo(1);
    assertThat(status.out()).containsPattern("gateway +down").containsPattern("CleanJob +RUNNING");
    assertThat(pinflow.run("emulate", "--events", "1").err()).contains("gateway is down");
    Result sick = pinflow.run("doctor");
    assertThat(sick.exitCode()).isEqualTo(1);
    assertThat(sick.out())
        .containsPattern("ERROR +gateway +is down while others are up")
        .contains("\n1 errors, ");
    succeed("up");
    Map<String, Long> again = parts(succeed("status"));
    assertThat(again.get("gateway")).isNotEqualTo(parts.get("gateway"));
    again.remove("gateway");
    assertThat(parts).containsAllEntriesOf(again);

    succeed("down");
    assertThat(processes()).isEmpty();
    assertThat(pinflow.run("sql", query("SELECT 1").toString()).exitCode()).isEqualTo(2);

    succeed("up");
    assertThat(succeed("submit", "CleanJob").err()).contains("from savepoints/savepoint-");
    succeed("emulate", "--events", Integer.toString(POSTS), "--seed", "7");
    assertThat(withoutVersions(tables())).isEqualTo(withoutVersions(before));
    maintainTables();
    unloadsTheClassesOfEndedJobs(parts(succeed("status")).get("taskmanager"));
    succeed("down");
    assertThat(processes()).isEmpty();
  }

  @Test
  void leavesNoProcessBehindWhenItIsInterruptedOrRefused()
      throws IOException, InterruptedException {
    try (HomeLock unused = HomeLock.take(Home.at(home), "up")) {
      assertThat(pinflow.run("down").err()).contains("is in use by pinflow up");
    }
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Result refused = pinflow.run("up", "--s3-port", Integer.toString(taken.getLocalPort()));
      assertThat(refused.err())
          .isEqualTo(
              "pinflow: --s3-port: port "
                  + taken.getLocalPort()
                  + " is taken by another process; free it or give another port\n");
      assertThat(refused.exitCode()).isEqualTo(2);
    }
    Launcher.Running up = pinflow.start("up");
    await().atMost(Duration.ofSeconds(60)).until(() -> !processes().isEmpty());
    // Ends a JVM as Ctrl-C does, whose INT the children of a background shell ignore.
    Process interrupt =
        new ProcessBuilder("kill", "-TERM", Long.toString(up.process().pid())).start();
    assertThat(interrupt.waitFor()).isZero();
    assertThat(up.await().exitCode()).isNotZero();
    assertThat(processes()).isEmpty();
  }

  private void maintainTables() throws IOException, InterruptedException {
    assertThat(succeed("maintain", "pin_table", "--vacuum", "--dry-run").out())
        .startsWith("pin_table: ")
        .contains("would delete 0 unused files");
    Result refused = pinflow.run("maintain", "no_table");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err().lines())
        .anyMatch(line -> line.startsWith("pinflow: maintain: There is no Delta table at"));
    assertThat(succeed("maintain").out().lines())
        .anyMatch(line -> line.matches("pin_table: .* -> 1 files .*; compacted .*"));
    assertThat(succeed("submit", "MaintenanceJob", "--tables", "geo_table").out())
        .matches("[0-9a-f]{32}\n");
  }

  /** Of a job that was submitted often, the process must not keep more each time. */
  private void unloadsTheClassesOfEndedJobs(long taskManager)
      throws IOException, InterruptedException {
    int runs = 3;
    for (int run = 0; run < runs; run++) {
      succeed("stop", "CleanJob");
      succeed("submit", "CleanJob");
    }
    // Threads of Flink's S3 file system go on with the context of the job that was there first.
    int runningAndFirst = 3;
    assertThat(runningAndFirst).isLessThan(1 + runs);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(jobClassLoaders(taskManager)).isBetween(1L, (long) runningAndFirst));
  }

  /** How many jobs a process holds classes of, after it has looked for what is unused. */
  private static long jobClassLoaders(long pid) throws IOException, InterruptedException {
    String unused = jcmd(pid, "GC.run");
    return jcmd(pid, "VM.classloader_stats")
        .lines()
        .filter(line -> line.endsWith("org.apache.flink.util.ChildFirstClassLoader"))
        .count();
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process = new ProcessBuilder(program, Long.toString(pid), command).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }

  private void awaitPins() throws IOException {
    Path csv = folder.resolve("pins.csv");
    Path file = query("SELECT COUNT(*) AS pins, COUNT(DISTINCT ind) AS keys FROM pin_table");
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              succeed("sql", file.toString(), "--out", csv.toString());
              String[] counts = Files.readString(csv).split("\r\n")[1].split(",");
              assertThat(Integer.parseInt(counts[0]))
                  .isGreaterThan(POSTS / 2)
                  .isEqualTo(Integer.parseInt(counts[1]));
            });
  }

  private Path query(String sql) throws IOException {
    return Files.writeString(folder.resolve("query.sql"), sql + ";\n");
  }

  private String tables() throws IOException, InterruptedException {
    String tables = succeed("tables").out();
    assertThat(tables).contains("pin_table", "geo_table", "user_table");
    return tables;
  }

  /** The ledger of records which are not stored makes versions too. */
  private static String withoutVersions(String tables) {
    return tables.replaceAll("(?m)^(\\| \\w+ +\\|) +\\d+ \\|", "$1 - |");
  }

  private Result succeed(String... arguments) throws IOException, InterruptedException {
    Result result = pinflow.run(arguments);
    assertThat(result.exitCode())
        .as(() -> Arrays.toString(arguments) + "\n" + result.err())
        .isZero();
    return result;
  }

  private static Map<String, Long> parts(Result status) {
    Map<String, Long> parts = new TreeMap<>();
    Matcher lines = PART.matcher(status.out());
    while (lines.find()) {
      parts.put(lines.group(1), Long.parseLong(lines.group(2)));
    }
    return parts;
  }

  private static void kill(long pid) throws IOException, InterruptedException {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    assertThat(new ProcessBuilder("kill", "-9", Long.toString(pid)).start().waitFor()).isZero();
    await().until(() -> !process.isAlive());
  }

  /** The live processes whose command line names this test's home. */
  private List<ProcessHandle> processes() {
    String marker = "-Dpinflow.home=" + home;
    return ProcessHandle.allProcesses()
        .filter(
            handle ->
                handle.info().arguments().map(all -> List.of(all).contains(marker)).orElse(false))
        .toList();
  }
}
