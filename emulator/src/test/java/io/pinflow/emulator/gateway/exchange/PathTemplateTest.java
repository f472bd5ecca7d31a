package io.pinflow.emulator.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTemplateTest {

  @ParameterizedTest
  @CsvSource({
    "/topics, /topics, {}",
    "/topics, /topics/, {}",
    "/topics, /top%69cs, {}",
    "/topics, /topics/a, ",
    "/topics, /, ",
    "/topics/{topic}, /topics/7.pin, {topic=7.pin}",
    "/topics/{topic}, /topics/a%2Fb+c, {topic=a%2Fb+c}",
    "/topics/{topic}, /topics/a/b, ",
    "/topics/{topic}, /topics, ",
    "/topics/{topic}, /topics//, ",
    "/streams/{stream-name}/record, /streams/s/record, {stream-name=s}",
    "/streams/{stream-name}/record, /streams/s/records, ",
    "/topics/{topic}/{proxy+}, /topics/a/b/c%20d, '{topic=a, proxy=b/c%20d}'",
    "/topics/{topic}/{proxy+}, /topics/a, ",
  })
  void matchesPathsAndGivesTheirVariablesStillEncoded(
      String template, String path, String variables) {
    assertThat(PathTemplate.of(template).match(path).map(Map::toString).orElse(null))
        .isEqualTo(variables);
  }

  @Test
  void literalSegmentsComeBeforeVariablesAndThoseBeforeGreedyOnes() {
    assertThat(
            Stream.of("/a/{p+}", "/a/{v}", "/a/b", "/{v}/b")
                .map(PathTemplate::of)
                .sorted(PathTemplate.MOST_SPECIFIC_FIRST)
                .map(PathTemplate::toString))
        .containsExactly("/a/b", "/a/{v}", "/a/{p+}", "/{v}/b");
  }

  @Test
  void decodesEscapesAndLeavesWhatIsNone() {
    assertThat(PathTemplate.decode("Z%C3%BCrich+%2B")).isEqualTo("Zürich++");
    assertThat(PathTemplate.decode("50%")).isEqualTo("50%");
  }
}
