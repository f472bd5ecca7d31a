package io.pinflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The demo over real posts, where this machine has them: their figures are known. */
@EnabledIf(
    value = "io.pinflow.acceptance.Repository#hasRealPosts",
    disabledReason = "no real posts in ../shared/data or the folder -Dpinflow.shared.data names")
class RealPostsIT {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  @TempDir static Path folder;

  private static CommandLine.Result demo;

  @BeforeAll
  static void runTheDemo() {
    demo =
        CommandLine.pinflow(
                "demo",
                "--from=" + Repository.realPosts().orElseThrow(),
                "--home=" + folder.resolve("home"),
                "--out=" + folder.resolve("answers"))
            .run(LIMIT)
            .expectSuccess();
  }

  @Test
  void everyRealPostIsClean() {
    assertThat(demo.out())
        .containsPattern("pin\\W+3,?306\\W+3,?306\\W+0\\W+0\\W")
        .containsPattern("geo\\W+11,?154\\W+11,?154\\W+0\\W+0\\W")
        .containsPattern("user\\W+11,?154\\W+11,?154\\W+0\\W+0\\W");
  }

  @Test
  void usersAreCountedOnceInTheYearTheyJoined() {
    assertThat(CsvRows.read(folder.resolve("answers/06_users_joined_by_year.csv")))
        .containsExactlyElementsOf(
            List.of(
                Map.of("post_year", "2015", "number_users_joined", "841"),
                Map.of("post_year", "2016", "number_users_joined", "2760"),
                Map.of("post_year", "2017", "number_users_joined", "1706")));
  }

  @Test
  void theTopPosterOfAllIsInOneCountry() {
    assertThat(CsvRows.read(folder.resolve("answers/03b_country_with_top_poster.csv")))
        .containsExactly(Map.of("country", "Anguilla", "follower_count", "15000000"));
  }
}
