package io.pinflow.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.verify.VerifyCommand;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A lake in which CleanJob takes up its own quarantine, and what is in it then. */
final class RedrivenLake {

  private final Path root;
  private final Path archive;

  /**
   * @param archive of all records of which the lake was filled
   */
  RedrivenLake(Path root, Path archive) {
    this.root = root;
    this.archive = archive;
  }

  Path root() {
    return root;
  }

  /** Runs CleanJob from the quarantine, and gives its counts. */
  Map<String, Object> redrive(String... more) throws Exception {
    List<String> args =
        new ArrayList<>(List.of("--source", "quarantine", "--table-root", root.toUri().toString()));
    args.addAll(List.of(more));
    return RunningJob.start(new CleanJob(), new JobMetrics(), null, args.toArray(new String[0]))
        .awaitResult();
  }

  List<String> pins() throws IOException {
    return rows(TableSchema.of(RecordKind.PIN));
  }

  List<String> rows(TableSchema table) throws IOException {
    return new StoredTables(root).rows(table);
  }

  /** The rows of {@code redriven}, each as its kind, outcome and code. */
  List<String> outcomes() throws IOException {
    return rows(TableSchema.redriven()).stream()
        .map(row -> row.split("\\|"))
        .map(row -> row[1] + ' ' + row[2] + ' ' + row[3])
        .sorted()
        .collect(toList());
  }

  /** What {@code verify} prints of the lake and the archive. */
  String verify() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    VerifyCommand.run(
        new String[] {
          "--archive-root", archive.toString(), "--table-root", root.toString(), "--wait", "off"
        },
        new PrintStream(printed, true, UTF_8),
        System.err);
    return printed.toString(UTF_8);
  }

  void assertVerified() {
    assertThat(verify()).contains("Every position is accounted for exactly once.");
  }
}
