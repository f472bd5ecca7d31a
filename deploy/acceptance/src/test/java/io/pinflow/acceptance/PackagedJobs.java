package io.pinflow.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

/**
 * Every job of the packaged jar on servers of their own, in the order in which a lake is made: two
 * rounds of records archived and cleaned, the daily jobs, a script of one's own.
 */
final class PackagedJobs implements AutoCloseable {

  static final String MAINTENANCE = "MaintenanceJob";
  static final String SQL = "SqlJob";
  static final String QUALITY = "QualityJob";

  /** Each has one broken record. */
  static final List<FewPosts> ROUNDS = List.of(new FewPosts(0, 10), new FewPosts(10, 16));

  private static final String ARCHIVE = "RawArchiveJob";
  private static final String CLEAN = "CleanJob";

  private static final String ANSWERS_SQL =
      """
      CREATE TABLE answers (what STRING, n BIGINT)
      WITH ('connector' = 'filesystem', 'path' = '${answers}', 'format' = 'json');
      INSERT INTO answers
      SELECT 'posts', COUNT(*) FROM pins JOIN geo ON pins.ind = geo.ind JOIN users ON pins.ind = users.ind
      UNION ALL SELECT 'followers', SUM(follower_count) FROM pins
      UNION ALL SELECT 'quarantined', COUNT(*) FROM quarantine;
      """;

  private final Path folder;
  private final ObservedServers servers;
  private final ManagedService service;
  private final ObservedRuns runs;
  private final StoredLake lake;
  private final LocalDate day = LocalDate.now(ZoneOffset.UTC);
  private Path orphan;
  private Map<String, Integer> filesBefore;

  private PackagedJobs(Path folder, ObservedServers servers, ManagedService service) {
    this.folder = folder;
    this.servers = servers;
    this.service = service;
    this.runs = new ObservedRuns(service, servers);
    this.lake = new StoredLake(servers.folder());
  }

  /** Starts what they need; none of them runs yet. */
  static PackagedJobs start() throws IOException, ExecutionException, InterruptedException {
    Path folder =
        Files.createTempDirectory(Files.createDirectories(Repository.target()), "packaged-");
    ObservedServers servers = ObservedServers.start();
    try {
      return new PackagedJobs(folder, servers, ManagedService.start(folder, servers.storage()));
    } catch (IOException | RuntimeException e) {
      servers.close();
      throw e;
    }
  }

  void runEach() throws Exception {
    Optional<String> archived = Optional.empty();
    Optional<String> cleaned = Optional.empty();
    for (int round = 1; round <= ROUNDS.size(); round++) {
      servers.send(ROUNDS.get(round - 1));
      archived = Optional.of(archive(ROUNDS.subList(0, round), archived));
      cleaned = Optional.of(clean(ROUNDS.subList(0, round), cleaned));
    }
    orphan = abandonedFile();
    filesBefore = lake.filesByTable();
    runDailyJobs();
    answer();
  }

  private String archive(List<FewPosts> rounds, Optional<String> snapshot) throws Exception {
    return runs.until(
        () -> lake.archived().size() >= FewPosts.archived(rounds).size(),
        ARCHIVE,
        with(servers.sources(), "archive-root", servers.archiveRoot()),
        snapshot);
  }

  private String clean(List<FewPosts> rounds, Optional<String> snapshot) throws Exception {
    int rows = rounds.get(rounds.size() - 1).to();
    return runs.until(
        () -> {
          for (String kind : FewPosts.KINDS) {
            if (lake.rows(kind + "_table") < rows) {
              return false;
            }
          }
          return lake.rows("quarantine") >= rounds.size();
        },
        CLEAN,
        with(servers.sources(), "table-root", servers.tableRoot()),
        snapshot);
  }

  /** For the day on which the records of the streams came in. */
  private void runDailyJobs() throws Exception {
    Map<String, String> all = Map.of("table-root", servers.tableRoot());
    runs.toEnd(MAINTENANCE, reporting(MAINTENANCE, all));
    Map<String, String> dated = with(all, "date", day.toString());
    runs.toEnd(
        SQL,
        reporting(
            SQL,
            with(
                dated,
                "sql-scripts",
                "classpath:sql/tables.sql,classpath:sql/gold/tables.sql,classpath:sql/gold/daily.sql")));
    runs.toEnd(QUALITY, reporting(QUALITY, dated));
  }

  private Map<String, String> reporting(String job, Map<String, String> options) {
    return with(options, "run-report", servers.tableRoot() + report(job));
  }

  private String report(String job) {
    return "/_runs/" + day + '/' + job + ".json";
  }

  /** A script of one's own, which no role is for. */
  private void answer() throws Exception {
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
                Map.of("answers", answers().toUri().toString())),
            Optional.empty()));
  }

  /** A data file that no version knows, older than vacuum keeps such. */
  private Path abandonedFile() throws IOException {
    Path file = lake.table("pin_table").resolve("ingest_date=2020-01-02/abandoned.parquet");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "of a writer that has failed");
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(30))));
  }

  private static Map<String, String> with(Map<String, String> options, String key, String value) {
    Map<String, String> more = new TreeMap<>(options);
    more.put(key, value);
    return more;
  }

  StoredLake lake() {
    return lake;
  }

  ObservedActions observed() {
    return servers.observed();
  }

  /** How many data files each clean table had before the daily jobs. */
  Map<String, Integer> filesBefore() {
    return filesBefore;
  }

  /** A file of a table's folder which was no longer the table's before the daily jobs. */
  Path orphan() {
    return orphan;
  }

  /** What a daily job has reported. */
  Path reportOf(String job) {
    return lake.table(report(job).substring(1));
  }

  /** What the script of one's own has written. */
  Path answers() {
    return folder.resolve("answers");
  }

  @Override
  public void close() throws IOException {
    service.close();
    servers.close();
  }
}
