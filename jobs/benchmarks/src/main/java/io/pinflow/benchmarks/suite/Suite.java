package io.pinflow.benchmarks.suite;

import io.pinflow.benchmarks.BenchmarkOptions;
import io.pinflow.benchmarks.ScratchFolder;
import io.pinflow.benchmarks.analytics.AnalyticsPart;
import io.pinflow.benchmarks.archive.ArchivePart;
import io.pinflow.benchmarks.clean.CleanPart;
import io.pinflow.benchmarks.delta.DeltaPart;
import io.pinflow.benchmarks.latency.LatencyPart;
import io.pinflow.benchmarks.startup.StartUpPart;
import io.pinflow.local.report.Progress;
import io.pinflow.local.stack.Installation;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs the parts one after another and keeps what they measured. */
public final class Suite {

  /** In the order in which they are run. */
  private static final List<BenchmarkPart> PARTS =
      List.of(
          new CleanPart(),
          new ArchivePart(),
          new AnalyticsPart(),
          new DeltaPart(),
          new CleanerPart(),
          new LatencyPart(),
          new StartUpPart());

  private static final int ROWS = 1_000_000;
  private static final int RUNS = 3;

  private Suite() {}

  /**
   * Runs what {@code --only} names, or everything.
   *
   * @param out for the results; progress goes to the error stream
   */
  public static void run(BenchmarkOptions options, PrintStream out) throws Exception {
    Installation installation = Installation.current();
    SuitePage page = new SuitePage(installation.root().resolve("docs/benchmarks.md"));
    Path json = Path.of(options.text("json", installation.root() + "/target/benchmarks.json"));
    SuiteFigures figures = new SuiteFigures(json);
    Progress progress = new Progress(System.err, Boolean.getBoolean("pinflow.terminal"));
    for (BenchmarkPart part : parts(options.text("only", ""))) {
      progress.note(part.title());
      double load = Machine.load();
      // What an interrupted run has left goes first.
      Path scratch = installation.root().resolve("target/bench").resolve(part.name());
      ScratchFolder.delete(scratch);
      Files.createDirectories(scratch);
      try {
        PartResult result =
            part.run(
                new SuiteContext(
                    options.number("rows", ROWS),
                    options.number("runs", RUNS),
                    scratch,
                    installation,
                    progress));
        out.println(result.markdown());
        figures.replace(part, result);
        page.replace(part, result, load);
      } finally {
        ScratchFolder.delete(scratch);
      }
    }
  }

  /**
   * Looks whether the suite has what is asked for.
   *
   * @throws IllegalArgumentException naming what it does not have, and what it has
   */
  public static void check(BenchmarkOptions options) {
    List<BenchmarkPart> unused = parts(options.text("only", ""));
  }

  private static List<BenchmarkPart> parts(String only) {
    List<BenchmarkPart> chosen =
        PARTS.stream().filter(part -> only.isEmpty() || part.name().equals(only)).toList();
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "--only: there is no part '"
              + only
              + "'; parts: "
              + PARTS.stream().map(BenchmarkPart::name).toList());
    }
    return chosen;
  }
}
