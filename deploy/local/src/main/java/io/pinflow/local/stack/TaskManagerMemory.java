package io.pinflow.local.stack;

import io.pinflow.local.report.LocalErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How Flink divides the TaskManager's memory: the JVM's flags and the options which tell the
 * TaskManager of them. Flink's own tool computes it from the configuration, in a JVM of its own;
 * the answer is kept until the configuration changes.
 */
record TaskManagerMemory(List<String> jvmFlags, List<String> options) {

  private static final String MARK = "BASH_JAVA_UTILS_EXEC_RESULT:";

  static TaskManagerMemory of(Home home, Supplier<List<String>> tool) {
    Path kept = home.conf().resolve("taskmanager-memory");
    try {
      String configuration = Files.readString(home.flinkConf().resolve("config.yaml"));
      List<String> command = tool.get();
      String digest = Digest.of(configuration + command);
      if (Files.exists(kept)) {
        List<String> lines = Files.readAllLines(kept);
        if (lines.size() == 3 && lines.get(0).equals(digest)) {
          return new TaskManagerMemory(words(lines.get(1)), words(lines.get(2)));
        }
      }
      List<String> answer =
          parse(new ShortProcess(home, "taskmanager-memory").run(command, Map.of()));
      Files.write(kept, List.of(digest, answer.get(0), answer.get(1)));
      return new TaskManagerMemory(words(answer.get(0)), words(answer.get(1)));
    } catch (IOException e) {
      throw LocalErrors.io("computing the TaskManager's memory", e);
    }
  }

  /** The two marked lines among what the tool prints. */
  static List<String> parse(String output) {
    List<String> marked =
        output
            .lines()
            .filter(line -> line.startsWith(MARK))
            .map(line -> line.substring(MARK.length()))
            .toList();
    if (marked.size() != 2) {
      throw LocalErrors.requestFailed(
          "Flink's memory tool", "it printed " + marked.size() + " results instead of 2");
    }
    return marked;
  }

  static List<String> words(String line) {
    return Arrays.stream(line.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}
