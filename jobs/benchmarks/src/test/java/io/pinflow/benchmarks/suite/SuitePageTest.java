package io.pinflow.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuitePageTest {

  @TempDir private Path folder;

  @Test
  void aPartThatIsRunAgainReplacesItsOwnSectionAlone() throws IOException {
    Path file = folder.resolve("benchmarks.md");
    SuitePage page = new SuitePage(file);

    page.replace(part("clean"), result("first figures"), 0);
    page.replace(part("archive"), result("archive's figures"), 0);
    page.replace(part("clean"), result("second figures"), 0);

    assertThat(Files.readString(file))
        .startsWith("# Benchmarks\n")
        .containsOnlyOnce("## About clean (`clean`)")
        .containsOnlyOnce("second figures")
        .containsOnlyOnce("archive's figures")
        .doesNotContain("first figures")
        .contains("Flink 1.20");
  }

  @Test
  void figuresOfPartsThatAreNotRunStay() throws IOException {
    Path file = folder.resolve("figures.json");
    SuiteFigures figures = new SuiteFigures(file);

    figures.replace(part("clean"), new PartResult(Map.of("ratio", 1), ""));
    figures.replace(part("archive"), new PartResult(Map.of("ratio", 2), ""));
    figures.replace(part("clean"), new PartResult(Map.of("ratio", 3), ""));

    assertThat(Files.readString(file))
        .isEqualToIgnoringWhitespace("{\"clean\":{\"ratio\":3},\"archive\":{\"ratio\":2}}");
  }

  private static PartResult result(String text) {
    return new PartResult(Map.of(), text);
  }

  private static BenchmarkPart part(String name) {
    return new BenchmarkPart() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String title() {
        return "About " + name;
      }

      @Override
      public PartResult run(SuiteContext context) {
        throw new AssertionError(
            "The page takes what " + name + " has measured, and measures nothing");
      }
    };
  }
}
