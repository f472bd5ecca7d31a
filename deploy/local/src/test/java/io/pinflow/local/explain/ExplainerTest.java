package io.pinflow.local.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.schema.RecordKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ExplainerTest {

  @Test
  void printsTheCleanRowAndTheRulesThatFired() throws IOException {
    String geo =
        "{\"ind\":7,\"timestamp\":\"2019-01-01T07:21:13.5+02:00\",\"latitude\":1.5,\"longitude\":-2,\"country\":\"Aruba\"}\n";
    assertThat(explain(RecordKind.GEO, geo))
        .isEqualTo(
            "{\"outcome\":\"clean\",\"row\":{\"ind\":7,\"country\":\"Aruba\",\"coordinates\":[1.5,-2.0],"
                + "\"timestamp\":\"2019-01-01 05:21:13.500000\",\"rescued\":null},"
                + "\"rules\":[\"coordinates.pair\",\"timestamp.to-utc\"]}\n");
  }

  @Test
  void answersEveryLineInOrderAlsoEmptyAndUnfinishedOnes() throws IOException {
    assertThat(explain(RecordKind.USER, "x\n\n{\"ind\":1}").lines())
        .hasSize(3)
        .allMatch(line -> line.startsWith("{\"outcome\":\"quarantined\",\"code\":"))
        .last()
        .asString()
        .contains("\"field\":\"first_name\"");
  }

  @Test
  void printsNothingForNoInput() throws IOException {
    assertThat(explain(RecordKind.PIN, "")).isEmpty();
  }

  @Test
  void readsLinesLongerThanItsBuffer() throws IOException {
    String title = "t".repeat(200_000);
    assertThat(
            explain(RecordKind.PIN, "{\"index\":1,\"title\":\"" + title + "\"}\n{\"index\":2}\n")
                .lines())
        .hasSize(2)
        .first()
        .asString()
        .contains(title);
  }

  private static String explain(RecordKind kind, String input) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Explainer(kind)
        .explain(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, false, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }
}
