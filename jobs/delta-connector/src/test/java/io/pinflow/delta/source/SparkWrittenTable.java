package io.pinflow.delta.source;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.testing.SparkRows;
import io.pinflow.testing.SparkPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A table which Spark writes, and which is read here and there. */
final class SparkWrittenTable {

  private final SparkPeer spark;
  private final Path folder;

  SparkWrittenTable(SparkPeer spark, Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  /** As Spark's SQL calls it. */
  String name() {
    return "delta.`" + folder + "`";
  }

  String path() {
    return folder.toString();
  }

  Path folder() {
    return folder;
  }

  void assertReadsWhatSparkReads() throws Exception {
    List<String> expected =
        spark.sql("SELECT * FROM " + name()).stream()
            .map(SparkRows::ofJson)
            .sorted()
            .collect(toList());
    assertThat(expected).isNotEmpty();
    assertThat(SparkRows.readBy(DeltaSource.forBoundedRowData(path()).build()).stream().sorted())
        .containsExactlyElementsOf(expected);
  }

  List<Path> filesEndingIn(String pattern) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().matches(".*" + pattern)).collect(toList());
    }
  }
}
