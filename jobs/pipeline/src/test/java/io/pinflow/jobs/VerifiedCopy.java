package io.pinflow.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.verify.VerifyCommand;
import io.pinflow.testing.KafkaBroker;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An archive and a lake, on which {@code verify} is run, and what it has printed last. */
final class VerifiedCopy {

  private final Path folder;
  private final KafkaBroker broker;
  private final KindTopics topics;
  private String out = "";

  VerifiedCopy(Path folder, KafkaBroker broker, KindTopics topics) {
    this.folder = folder;
    this.broker = broker;
    this.topics = topics;
  }

  Path archive() {
    return folder.resolve("archive");
  }

  Path lake() {
    return folder.resolve("lake");
  }

  /** What was printed last. */
  String out() {
    return out;
  }

  /** Against the records of the broker; the exit status. */
  int verify() {
    return verify(
        List.of(
            "--kafka-bootstrap-servers",
            broker.bootstrapServers(),
            "--kafka-topics",
            topics.names()));
  }

  /** Without the broker; the exit status. */
  int verifyAlone() {
    return verify(List.of());
  }

  private int verify(List<String> source) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--archive-root",
                archive().toString(),
                "--table-root",
                lake().toString(),
                "--wait",
                "off"));
    args.addAll(source);
    return run(args);
  }

  /** With arguments of one's own; the exit status. */
  int run(List<String> args) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    int status =
        VerifyCommand.run(
            args.toArray(new String[0]), new PrintStream(printed, true, UTF_8), System.err);
    out = printed.toString(UTF_8);
    return status;
  }

  /** Every position is in a line of its source which says this. */
  void assertNames(List<String> positions, String problem) {
    assertThat(positions).isNotEmpty();
    for (String position : positions) {
      String source = position.substring(0, position.lastIndexOf('/'));
      long offset = Long.parseLong(position.substring(position.lastIndexOf('/') + 1));
      List<String> ranges =
          out.lines()
              .filter(line -> line.startsWith("- " + source + ": ") && line.contains(problem))
              .map(line -> line.substring(source.length() + 4).split(" (is|are) ")[0])
              .flatMap(found -> Arrays.stream(found.split(", ")))
              .collect(toList());
      assertThat(ranges).as(position + "\n" + out).anyMatch(range -> holds(range, offset));
    }
  }

  private static boolean holds(String range, long offset) {
    String[] ends = range.split("-");
    return Long.parseLong(ends[0]) <= offset && offset <= Long.parseLong(ends[ends.length - 1]);
  }
}
