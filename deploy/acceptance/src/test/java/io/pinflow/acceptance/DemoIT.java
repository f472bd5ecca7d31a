package io.pinflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo as a user runs it, once more on what it has left, and what is on disk then as Spark
 * reads it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoIT {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int POSTS = 1_500;

  @TempDir static Path folder;

  private static Path home;
  private static Path answers;
  private static CommandLine.Result demo;

  @BeforeAll
  static void runTheDemo() {
    home = folder.resolve("home");
    answers = folder.resolve("answers");
    demo = demo(answers);
  }

  @AfterAll
  static void stopWhatStillRuns() {
    CommandLine.pinflow("down", "--home=" + home).run(LIMIT).expectSuccess();
  }

  @Test
  @Order(1)
  void accountsForEveryRecordAndWritesNineAnswers() throws IOException {
    demo.expectSuccess();
    try (Stream<Path> files = Files.list(answers)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(analytics().map(name -> name + ".csv").toList());
    }
  }

  @Test
  @Order(2)
  void aSecondRunOfTheSamePostsAddsNoRow() throws IOException {
    Path again = folder.resolve("again");
    CommandLine.Result second = demo(again).expectSuccess();
    for (String kind : List.of("pin", "geo", "user")) {
      assertThat(second.out())
          .containsPattern("%1$s\\W+%2$d\\W+0\\W+%2$d\\W+0\\W".formatted(kind, POSTS));
    }
    for (String name : analytics().toList()) {
      assertThat(again.resolve(name + ".csv"))
          .hasSameTextualContentAs(answers.resolve(name + ".csv"));
    }
  }

  @Test
  @Order(3)
  void sparkGivesTheSameAnswers() {
    Path spark = folder.resolve("spark-answers");
    CommandLine.sparkPeer(
            "analytics", home.resolve("data/s3/pinflow/lake").toString(), spark.toString())
        .run(LIMIT)
        .expectSuccess();
    for (String name : analytics().toList()) {
      assertThat(sortedByText(CsvRows.read(answers.resolve(name + ".csv"))))
          .as(name)
          .isNotEmpty()
          .isEqualTo(sortedByText(textOf(JsonLines.read(spark.resolve(name + ".jsonl")))));
    }
  }

  private static CommandLine.Result demo(Path out) {
    return CommandLine.pinflow(
            "demo", "--events=" + POSTS, "--seed=7", "--home=" + home, "--out=" + out)
        .run(LIMIT);
  }

  private static Stream<String> analytics() {
    try (Stream<Path> files = Files.list(Repository.root().resolve("sql/analytics"))) {
      return files
          .map(file -> file.getFileName().toString().replace(".sql", ""))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new AssertionError("Cannot list sql/analytics", e);
    }
  }

  /** Values as the answers' CSV has them: no exponent, and a fraction for every double. */
  private static List<Map<String, String>> textOf(List<Map<String, Object>> rows) {
    return rows.stream().map(DemoIT::textOf).toList();
  }

  private static Map<String, String> textOf(Map<String, Object> row) {
    Map<String, String> text = new TreeMap<>();
    row.forEach(
        (column, value) ->
            text.put(column, value instanceof Double number ? textOf(number) : value.toString()));
    return text;
  }

  private static String textOf(Double number) {
    String text = new BigDecimal(number.toString()).toPlainString();
    return text.contains(".") ? text : text + ".0";
  }

  private static List<String> sortedByText(List<Map<String, String>> rows) {
    return rows.stream().map(Map::toString).sorted().collect(Collectors.toList());
  }
}
