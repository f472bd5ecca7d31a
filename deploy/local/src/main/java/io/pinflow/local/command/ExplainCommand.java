package io.pinflow.local.command;

import io.pinflow.local.explain.Explainer;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.schema.RecordKind;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Reads raw records, one JSON object a line, and prints for each what cleaning makes of it, as a line of JSON.",
      "Needs no stack."
    })
final class ExplainCommand implements Callable<Integer> {

  private static final int BUFFER = 1 << 16;
  private static final String STANDARD_INPUT = "-";

  @Option(names = "--kind", required = true, paramLabel = "KIND", description = "pin, geo or user.")
  private RecordKind kind;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = STANDARD_INPUT,
      description = "The records; - for the standard input (default).")
  private String file;

  @Override
  public Integer call() {
    PrintStream out =
        new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER),
            false,
            StandardCharsets.UTF_8);
    try (InputStream in = open()) {
      new Explainer(kind).explain(in, out);
    } catch (IOException e) {
      throw LocalErrors.io("reading " + file, e);
    }
    return 0;
  }

  private InputStream open() throws IOException {
    if (file.equals(STANDARD_INPUT)) {
      return System.in;
    }
    Path path = Path.of(file);
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw LocalErrors.missingFile("explain", path);
    }
    return Files.newInputStream(path);
  }
}
