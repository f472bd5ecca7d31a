package io.pinflow.local.command;

import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.stack.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the pipeline beside its peers on this machine, in turn, on stacks of its own, and",
      "writes the results to docs/benchmarks.md. All parts take about two hours."
    })
final class BenchCommand implements Callable<Integer> {

  private static final String HEAP = "-Xmx2g";

  @Option(
      names = "--only",
      paramLabel = "NAME",
      description = "Measure this part alone and keep the results of the others, such as clean.")
  private String only;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Records of each kind (default: ${DEFAULT-VALUE}).")
  private int rows;

  @Option(
      names = "--runs",
      paramLabel = "R",
      defaultValue = "3",
      description =
          "How often each side is measured; the median counts (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Where the figures go, too (default: target/benchmarks.json).")
  private Path json;

  @Override
  public Integer call() {
    if (rows < 1) {
      throw LocalErrors.outOfRange("--rows", rows, "a number from 1 on");
    }
    if (runs < 1) {
      throw LocalErrors.outOfRange("--runs", runs, "a number from 1 on");
    }
    Installation installation = Installation.current();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(HEAP);
    command.add("-D" + Installation.PROPERTY + "=" + installation.root());
    command.add("-Dpinflow.terminal=" + Terminal.interactive());
    command.addAll(List.of("-jar", installation.benchmarksJar().toString(), "suite"));
    command.addAll(List.of("--rows", Integer.toString(rows), "--runs", Integer.toString(runs)));
    if (only != null) {
      command.addAll(List.of("--only", only));
    }
    if (json != null) {
      command.addAll(List.of("--json", json.toAbsolutePath().toString()));
    }
    return run(command, installation);
  }

  /** In the project's folder, below which the peers are looked for. */
  private static int run(List<String> command, Installation installation) {
    try {
      Process process =
          new ProcessBuilder(command).directory(installation.root().toFile()).inheritIO().start();
      try (ShutdownGuard unused = ShutdownGuard.install(() -> process.destroy())) {
        return process.waitFor();
      }
    } catch (IOException e) {
      throw LocalErrors.io("starting the benchmarks", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LocalErrors.interrupted("measuring");
    }
  }
}
