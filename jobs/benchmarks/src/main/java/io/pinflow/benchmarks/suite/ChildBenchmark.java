package io.pinflow.benchmarks.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs one of this jar's other benchmarks in a process of its own. */
public final class ChildBenchmark {

  private ChildBenchmark() {}

  /**
   * Runs it to its end.
   *
   * @param jvm options of its JVM
   * @throws IllegalStateException if it fails, with what it printed
   */
  public static void run(SuiteContext context, List<String> jvm, List<String> arguments)
      throws IOException, InterruptedException {
    Path output = context.scratch().resolve("output.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.addAll(List.of("-jar", context.installation().benchmarksJar().toString()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .directory(context.installation().root().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    Thread end = new Thread(process::destroyForcibly, "benchmark-end");
    Runtime.getRuntime().addShutdownHook(end);
    try {
      int exitCode = process.waitFor();
      if (exitCode != 0) {
        String text = Files.readString(output, StandardCharsets.UTF_8);
        throw new IllegalStateException(arguments + " exited with " + exitCode + "\n" + text);
      }
    } finally {
      process.destroyForcibly();
      Runtime.getRuntime().removeShutdownHook(end);
    }
  }
}
