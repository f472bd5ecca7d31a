package io.pinflow.acceptance;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.local.stack.FlinkClient;
import io.pinflow.local.stack.Installation;
import io.pinflow.local.stack.ScratchHome;
import io.pinflow.testing.fixture.RequiresKinesis;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The jar as it is packaged, run as the managed service runs it, one job after another over the
 * same records: what each has stored, and what it asked of the world around it.
 */
@RequiresKinesis
class PackagedJobsIT {

  /** Jobs which do not run here, each with the reason. */
  private static final Map<String, String> LEFT_OUT = Map.of();

  private static final int POSTS = 16;

  private static PackagedJobs jobs;

  @BeforeAll
  static void runEveryJob() throws Exception {
    jobs = PackagedJobs.start();
    jobs.runEach();
  }

  @AfterAll
  static void end() throws IOException {
    if (jobs != null) {
      jobs.close();
    }
  }

  @Test
  void everyJobOfTheJarHasRunOrIsLeftOutForAReason() {
    try (ScratchHome scratch = ScratchHome.create()) {
      String help =
          FlinkClient.ofUser(scratch.home(), new Installation(Repository.root()), Optional.empty())
              .run("help", "io.pinflow.jobs.Main", List.of("help"));
      Set<String> listed =
          Pattern.compile("(?m)^(\\w+): ")
              .matcher(help)
              .results()
              .map(job -> job.group(1))
              .collect(toSet());
      Set<String> known = new TreeSet<>(LEFT_OUT.keySet());
      known.addAll(jobs.observed().jobs());
      assertThat(known).isEqualTo(listed);
    }
  }

  @Test
  void theArchiveHoldsEachRecordOnce() throws IOException {
    assertThat(jobs.lake().archived()).isEqualTo(FewPosts.archived(PackagedJobs.ROUNDS));
  }

  @Test
  void theTablesHoldEachPostOnceAndAreCompacted() throws IOException {
    for (String kind : FewPosts.KINDS) {
      assertThat(jobs.lake().rows(kind + "_table")).as(kind).isEqualTo(POSTS);
    }
    assertThat(jobs.lake().rows("quarantine")).isEqualTo(PackagedJobs.ROUNDS.size());
    jobs.lake()
        .filesByTable()
        .forEach(
            (table, files) ->
                assertThat(files).as(table).isLessThan(jobs.filesBefore().get(table)));
    assertThat(jobs.orphan()).doesNotExist();
  }

  @Test
  void theDailyJobsKeepTheDaysAnswersAndReportThatTheyAreDone() throws IOException {
    assertThat(jobs.lake().rows("gold/popular_category_by_country")).isEqualTo(1);
    for (String job : List.of(PackagedJobs.MAINTENANCE, PackagedJobs.SQL, PackagedJobs.QUALITY)) {
      assertThat(jobs.reportOf(job)).as(job).content().contains("FINISHED");
    }
  }

  @Test
  void aScriptOfTheJarAndOneOfTheBucketAnswer() {
    assertThat(JsonLines.read(jobs.answers()))
        .containsExactlyInAnyOrder(
            Map.of("what", "posts", "n", (long) POSTS),
            Map.of("what", "followers", "n", 31_000L * POSTS),
            Map.of("what", "quarantined", "n", (long) PackagedJobs.ROUNDS.size()));
  }

  @Test
  void theJobsAskForWhatTheirPoliciesAreHeldAgainst() throws IOException {
    assertThat(jobs.observed().lines())
        .as(ObservedActions.hint())
        .containsExactlyElementsOf(jobs.observed().kept());
  }
}
