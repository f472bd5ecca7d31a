package io.pinflow.benchmarks.startup;

import io.pinflow.benchmarks.suite.BenchmarkPart;
import io.pinflow.benchmarks.suite.Medians;
import io.pinflow.benchmarks.suite.PartResult;
import io.pinflow.benchmarks.suite.SuiteContext;
import io.pinflow.local.report.RestCall;
import io.pinflow.local.stack.Home;
import io.pinflow.local.stack.Lake;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The commands themselves, as a user runs them, each time in a new home. */
public final class StartUpPart implements BenchmarkPart {

  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String EVENTS = "300";

  private static final String METHOD =
      """
      The launcher's own commands from the start of the process, what they run being built; each run in a new home; medians of %d runs. *First commit* is the first one with rows in any of the three tables on the S3 server, of %s posts which wait in Kafka; checkpoints are the stack's, every 3 s.

      | | s |
      | --- | --- |
      | `./pinflow up` | %.1f |
      | `./pinflow submit CleanJob` to the first commit | %.1f |
      """;

  @Override
  public String name() {
    return "start-up";
  }

  @Override
  public String title() {
    return "Start-up: the stack, and a job to its first commit";
  }

  @Override
  public PartResult run(SuiteContext context) throws IOException, InterruptedException {
    List<Double> ups = new ArrayList<>();
    List<Double> firstCommits = new ArrayList<>();
    for (int run = 0; run < context.runs(); run++) {
      Home home = Home.at(context.scratch().resolve("home-" + run));
      Launcher pinflow = new Launcher(context, home);
      try {
        long start = System.nanoTime();
        pinflow.run("up");
        ups.add(secondsSince(start));
        pinflow.run("emulate", "--events", EVENTS, "--route", "kafka");
        Path lake = home.s3Data().resolve(Lake.BUCKET).resolve("lake");
        start = System.nanoTime();
        Process submit = pinflow.start("submit", "CleanJob");
        awaitRows(lake);
        firstCommits.add(secondsSince(start));
        Launcher.require(submit, "submit");
        context
            .progress()
            .note("  up " + ups.get(run) + " s, first commit " + firstCommits.get(run) + " s");
      } finally {
        pinflow.run("down");
      }
    }
    double up = Medians.of(ups, seconds -> seconds);
    double firstCommit = Medians.of(firstCommits, seconds -> seconds);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("up_s", Medians.rounded(up));
    figures.put("submit_to_first_commit_s", Medians.rounded(firstCommit));
    return new PartResult(
        figures, String.format(Locale.ROOT, METHOD, context.runs(), EVENTS, up, firstCommit));
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  private static void awaitRows(Path lake) throws IOException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!hasRows(lake)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("No commit with rows below " + lake + " after " + LIMIT);
      }
      RestCall.pause(POLL, "waiting for a commit");
    }
  }

  private static boolean hasRows(Path lake) throws IOException {
    for (String kind : Lake.KINDS) {
      Path log = lake.resolve(kind + "_table").resolve("_delta_log");
      if (Files.isDirectory(log)) {
        try (Stream<Path> files = Files.list(log)) {
          for (Path commit : files.filter(file -> file.toString().endsWith(".json")).toList()) {
            if (Files.readString(commit).contains("{\"add\":")) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  /** The launcher, which is told not to build. */
  private record Launcher(SuiteContext context, Home home) {

    void run(String... arguments) throws IOException, InterruptedException {
      require(start(arguments), arguments[0]);
    }

    Process start(String... arguments) throws IOException {
      List<String> command = new ArrayList<>();
      command.add(context.installation().root().resolve("pinflow").toString());
      command.addAll(List.of(arguments));
      command.addAll(List.of("--home", home.root().toString()));
      File log = context.scratch().resolve("commands.log").toFile();
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
      builder.environment().put("PINFLOW_SKIP_BUILD", "1");
      return builder.start();
    }

    static void require(Process process, String what) throws InterruptedException {
      if (process.waitFor() != 0) {
        throw new IllegalStateException("pinflow " + what + " exited with " + process.exitValue());
      }
    }
  }
}
