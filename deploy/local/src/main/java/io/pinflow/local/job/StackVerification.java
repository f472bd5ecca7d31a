package io.pinflow.local.job;

import io.pinflow.local.stack.FlinkClient;
import io.pinflow.local.stack.Lake;
import io.pinflow.local.stack.Ports;
import io.pinflow.local.stack.ShortProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Accounts for every position of topics and streams, as the jobs' main class does it.
 *
 * @param clean whether each is accounted for exactly once
 * @param text a line per partition and shard, and what is wrong
 */
public record StackVerification(boolean clean, String text) {

  private static final int NOT_ACCOUNTED_FOR = 3;

  /** Positions of some million records. */
  private static final String HEAP = "1g";

  /**
   * Verifies in a process of its own.
   *
   * @param kinesis whether the stack has streams
   * @param given options of the verification, which win over what the stack determines
   */
  public static StackVerification run(
      FlinkClient client, Ports ports, boolean kinesis, List<String> given) {
    List<String> arguments = new ArrayList<>(List.of("verify"));
    arguments.addAll(PipelineJob.sources(ports, kinesis, given));
    PipelineJob.put(arguments, given, "--archive-root", Lake.ARCHIVE);
    PipelineJob.put(arguments, given, "--table-root", Lake.TABLES);
    arguments.addAll(given);
    ShortProcess.Result result =
        client.ask("verify", HEAP, PipelineJob.MAIN_CLASS, arguments, Set.of(0, NOT_ACCOUNTED_FOR));
    return new StackVerification(result.exitCode() == 0, report(result.output()));
  }

  /** The report, which comes last: what the cluster's libraries log is printed before it. */
  static String report(String output) {
    return output
        .lines()
        .dropWhile(line -> !line.startsWith("source "))
        .map(line -> line + System.lineSeparator())
        .collect(Collectors.joining());
  }
}
