package io.pinflow.benchmarks.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The figures as JSON, one object a part; parts that were not run keep theirs. */
final class SuiteFigures {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  SuiteFigures(Path file) {
    this.file = file;
  }

  void replace(BenchmarkPart part, PartResult result) throws IOException {
    ObjectNode all =
        Files.exists(file) ? (ObjectNode) JSON.readTree(file.toFile()) : JSON.createObjectNode();
    all.set(part.name(), JSON.valueToTree(result.figures()));
    Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
  }
}
