package io.pinflow.acceptance;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pinflow.local.stack.FlinkClient;
import io.pinflow.local.stack.Installation;
import io.pinflow.local.stack.ScratchHome;
import io.pinflow.testing.fixture.RequiresKinesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
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

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final FewPosts FIRST = new FewPosts(0, 10);
  private static final FewPosts SECOND = new FewPosts(10, 16);

  /** Each round of posts has one broken record. */
  private static final int ROUNDS = 2;

  private static final String ARCHIVE = "RawArchiveJob";
  private static final String CLEAN = "CleanJob";
  private static final String MAINTENANCE = "MaintenanceJob";
  private static final String SQL = "SqlJob";
  private static final String QUALITY = "QualityJob";

  /** Jobs which do not run here, each with the reason. */
  private static final Map<String, String> LEFT_OUT = Map.of();

  private static final String ANSWERS_SQL =
      """
      CREATE TABLE answers (what STRING, n BIGINT)
      WITH ('connector' = 'filesystem', 'path' = '${answers}', 'format' = 'json');
      INSERT INTO answers
      SELECT 'posts', COUNT(*) FROM pins JOIN geo ON pins.ind = geo.ind JOIN users ON pins.ind = users.ind
      UNION ALL SELECT 'followers', SUM(follower_count) FROM pins
      UNION ALL SELECT 'quarantined', COUNT(*) FROM quarantine;
      """;

  private static Path folder;
  private static ObservedServers servers;
  private static ManagedService service;
  private static StoredLake lake;
  private static LocalDate day;
  private static Path orphan;
  private static Map<String, Integer> filesBefore;

  @BeforeAll
  static void runEveryJob() throws Exception {
    folder = Files.createTempDirectory(Files.createDirectories(Repository.target()), "packaged-");
    servers = ObservedServers.start();
    lake = new StoredLake(servers.folder());
    service = ManagedService.start(folder, servers.storage());

    servers.send(FIRST);
    day = LocalDate.now(ZoneOffset.UTC);
    String archived = archive(Optional.empty(), FIRST);
    String cleaned = clean(Optional.empty(), FIRST);
    servers.send(SECOND);
    archive(Optional.of(archived), FIRST, SECOND);
    clean(Optional.of(cleaned), FIRST, SECOND);
    orphan = abandonedFile();
    filesBefore = filesOfTables();
    runDailyJobs();
    answer();
  }

  @AfterAll
  static void end() throws IOException {
    if (service != null) {
      service.close();
    }
    if (servers != null) {
      servers.close();
    }
  }

  @Test
  void everyJobOfTheJarHasRunOrIsLeftOutForAReason() {
    try (ScratchHome scratch = ScratchHome.create()) {
      String help =
          FlinkClient.ofUser(scratch.home(), new Installation(Repository.root()), Optional.empty())
              .run("help", "io.pinflow.jobs.Main", List.of("help"));
      Set<String> jobs =
          Pattern.compile("(?m)^(\\w+): ")
              .matcher(help)
              .results()
              .map(job -> job.group(1))
              .collect(toSet());
      Set<String> known = new TreeSet<>(LEFT_OUT.keySet());
      known.addAll(servers.observed().jobs());
      assertThat(known).isEqualTo(jobs);
    }
  }

  @Test
  void theArchiveHoldsEachRecordOnce() throws IOException {
    assertThat(lake.archived()).isEqualTo(sent(FIRST, SECOND));
  }

  @Test
  void theTablesHoldEachPostOnceAndAreCompacted() throws IOException {
    for (String kind : FewPosts.KINDS) {
      assertThat(lake.rows(kind + "_table")).as(kind).isEqualTo(SECOND.to());
    }
    assertThat(lake.rows("quarantine")).isEqualTo(ROUNDS);
    Map<String, Integer> after = filesOfTables();
    after.forEach((table, files) -> assertThat(files).as(table).isLessThan(filesBefore.get(table)));
    assertThat(orphan).doesNotExist();
  }

  @Test
  void theDailyJobsKeepTheDaysAnswersAndReportThatTheyAreDone() throws IOException {
    assertThat(lake.rows("gold/popular_category_by_country")).isEqualTo(1);
    for (String job : List.of(MAINTENANCE, SQL, QUALITY)) {
      assertThat(lake.table(report(job).substring(1))).as(job).content().contains("FINISHED");
    }
  }

  @Test
  void aScriptOfTheJarAndOneOfTheBucketAnswer() {
    List<Map<String, Object>> answers = JsonLines.read(folder.resolve("answers"));

    assertThat(answers)
        .containsExactlyInAnyOrder(
            Map.of("what", "posts", "n", (long) SECOND.to()),
            Map.of("what", "followers", "n", 31_000L * SECOND.to()),
            Map.of("what", "quarantined", "n", (long) ROUNDS));
  }

  @Test
  void theJobsAskForWhatTheirPoliciesAreHeldAgainst() throws IOException {
    assertThat(servers.observed().lines())
        .as(ObservedActions.hint())
        .containsExactlyElementsOf(servers.observed().kept());
  }

  private static String archive(Optional<String> snapshot, FewPosts... posts) throws Exception {
    return runUntil(
        ARCHIVE,
        snapshot,
        with(servers.sources(), "archive-root", servers.archiveRoot()),
        () -> lake.archived().size() >= sent(posts).size());
  }

  private static String clean(Optional<String> snapshot, FewPosts... posts) throws Exception {
    int rows = posts[posts.length - 1].to();
    return runUntil(
        CLEAN,
        snapshot,
        with(servers.sources(), "table-root", servers.tableRoot()),
        () -> {
          for (String kind : FewPosts.KINDS) {
            if (lake.rows(kind + "_table") < rows) {
              return false;
            }
          }
          return lake.rows("quarantine") >= posts.length;
        });
  }

  /** Runs a job until its work is seen, and gives the snapshot with which it was stopped. */
  private static String runUntil(
      String job, Optional<String> snapshot, Map<String, String> options, Callable<Boolean> done)
      throws Exception {
    return observe(
        job,
        options,
        snapshot,
        id -> {
          await(job)
              .atMost(LIMIT)
              // An object or a commit that is just being written.
              .ignoreExceptionsInstanceOf(IOException.class)
              .until(
                  () -> {
                    service.requireHealthy(id);
                    return done.call() && servers.hasCommittedOffsets();
                  });
          return service.stop(id);
        });
  }

  private static void runToEnd(String job, Map<String, String> options) throws Exception {
    String unused =
        observe(
            job,
            options,
            Optional.empty(),
            id -> {
              service.awaitSuccess(id);
              return id;
            });
  }

  private static String observe(
      String job, Map<String, String> options, Optional<String> snapshot, UnaryOperator<String> run)
      throws Exception {
    Map<String, Map<String, String>> groups = Map.of("pinflow", Map.of("job", job), job, options);
    servers.observed().told(job, options.keySet());
    return servers.observe(job, () -> run.apply(service.start(groups, snapshot)));
  }

  /** For the day on which the records of the streams came in. */
  private static void runDailyJobs() throws Exception {
    Map<String, String> all = Map.of("table-root", servers.tableRoot());
    runToEnd(MAINTENANCE, reporting(MAINTENANCE, all));
    Map<String, String> dated = with(all, "date", day.toString());
    runToEnd(
        SQL,
        reporting(
            SQL,
            with(
                dated,
                "sql-scripts",
                "classpath:sql/tables.sql,classpath:sql/gold/tables.sql,classpath:sql/gold/daily.sql")));
    runToEnd(QUALITY, reporting(QUALITY, dated));
  }

  private static Map<String, String> reporting(String job, Map<String, String> options) {
    return with(options, "run-report", servers.tableRoot() + report(job));
  }

  private static String report(String job) {
    return "/_runs/" + day + '/' + job + ".json";
  }

  /** A script of one's own, which no role is for. */
  private static void answer() throws Exception {
    servers.put("sql/answers.sql", ANSWERS_SQL);
    service.awaitSuccess(
        service.start(
            Map.of(
                "pinflow",
                Map.of("job", SQL),
                SQL,
                Map.of(
                    "sql-scripts",
                    "classpath:sql/tables.sql," + servers.archiveRoot() + "/sql/answers.sql",
                    "table-root",
                    servers.tableRoot()),
                "sql-variables",
                Map.of("answers", folder.resolve("answers").toUri().toString())),
            Optional.empty()));
  }

  /** A data file that no version knows, older than vacuum keeps such. */
  private static Path abandonedFile() throws IOException {
    Path file = lake.table("pin_table").resolve("ingest_date=2020-01-02/abandoned.parquet");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "of a writer that has failed");
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(30))));
  }

  private static Map<String, Integer> filesOfTables() throws IOException {
    Map<String, Integer> files = new TreeMap<>();
    for (String kind : FewPosts.KINDS) {
      files.put(kind + "_table", lake.rowsByFile(kind + "_table").size());
    }
    return files;
  }

  /** As {@link StoredLake#archived} tells them. */
  private static List<String> sent(FewPosts... rounds) {
    List<String> records = new ArrayList<>();
    for (FewPosts posts : rounds) {
      for (String kind : FewPosts.KINDS) {
        posts.keys(true).forEach(key -> records.add(ObservedServers.topic(kind) + ' ' + key));
        posts.keys(false).forEach(key -> records.add(ObservedServers.stream(kind) + ' ' + key));
      }
      records.add(ObservedServers.topic("pin") + " -");
    }
    return records.stream().sorted().toList();
  }

  private static Map<String, String> with(Map<String, String> options, String key, String value) {
    Map<String, String> more = new TreeMap<>(options);
    more.put(key, value);
    return more;
  }
}
