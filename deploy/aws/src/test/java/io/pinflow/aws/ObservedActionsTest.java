package io.pinflow.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinflow.aws.Policies.Right;
import io.pinflow.daily.DailySteps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The roles' policies against what the jobs were seen to ask for: nothing of it may be missing, and
 * nothing may be allowed beside it without a reason.
 */
@NeedsNode
class ObservedActionsTest {

  private static final String STACK = "pinflow-dev-jobs";

  private static final String REPORT = "run-report";

  /** Of each job some, whatever else it writes. */
  private static final List<String> WRITTEN =
      List.of(
          "lake/pin_table/a.parquet",
          "lake/gold/by_year/a.parquet",
          "lake/_runs/a/Job.json",
          "raw/topics/t/a");

  /** Rights which no job was seen to use, and why a role has them all the same. */
  private static final Map<String, String> REASONS = reasons();

  private final Policies policies = Policies.of(STACK);

  private static Map<String, String> reasons() {
    Map<String, String> reasons = new LinkedHashMap<>();
    reasons.put(
        "\\w+ (ec2|logs):.*",
        "The service's own: under the job's role it reaches into the network and writes the log.");
    reasons.put("\\w+ s3:GetObject(Version)? \\S+\\.jar", "The service's own: it fetches the jar.");
    reasons.put(
        "\\w+ s3:GetBucketLocation ~",
        "A client that is not told the bucket's region may ask for it; here all are told.");
    reasons.put(
        "\\w+ s3:AbortMultipartUpload ~/pinflow/(raw|lake(/(gold|_runs))?)/\\*",
        "An object of many parts is given up when its task ends amid it; here none has many.");
    reasons.put(
        "(CleanJob|SqlJob) s3:DeleteObject ~/pinflow/lake(/gold)?/\\*/_delta_log/\\*",
        "A sink deletes what has expired of a table's log: nothing has in the first thirty days.");
    reasons.put(
        "(Maintenance|Sql|Quality)Job s3:(PutObject ~/pinflow/lake/|GetObject ~/pinflow/lake)",
        "The file system looks for the folder, and marks it, where it is empty; here it is not.");
    return reasons;
  }

  @ParameterizedTest
  @ValueSource(strings = {"RawArchiveJob", "CleanJob", "MaintenanceJob", "SqlJob", "QualityJob"})
  void aJobMayDoAllThatItWasSeenToDo(String job) {
    assertThat(JobRights.of(policies, job).missing(askedBy(job))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RawArchiveJob", "CleanJob", "MaintenanceJob", "SqlJob", "QualityJob"})
  void aJobMayDoNothingElseWithoutAReason(String job) {
    assertThat(unused(job)).allSatisfy(right -> assertThat(reasonsOf(right)).hasSize(1));
  }

  @Test
  void everyReasonIsStillNeeded() {
    List<String> unused = new ArrayList<>();
    jobsWithRole().forEach(job -> unused.addAll(unused(job)));
    assertThat(REASONS.keySet())
        .allSatisfy(reason -> assertThat(unused).anyMatch(right -> right.matches(reason)));
  }

  @Test
  void everyRoleIsOfAJobThatWasSeen() {
    Set<String> seen =
        AskedAction.all().stream()
            .map(AskedAction::job)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(jobsWithRole()).isEqualTo(seen);
  }

  @Test
  void theJobsWereToldTheOptionsThatAreDeployed() {
    List<String> daily = DailySteps.read().steps().stream().map(DailySteps.Step::job).toList();
    Map<String, String> deployed = new TreeMap<>();
    for (JsonNode groups : Synthesized.stages().json(STACK).findValues("PropertyGroups")) {
      for (JsonNode group : groups) {
        String name = group.get("PropertyGroupId").asText();
        if (name.endsWith("Job")) {
          Set<String> options = new TreeSet<>();
          group.get("PropertyMap").fieldNames().forEachRemaining(options::add);
          if (daily.contains(name)) {
            // The DAG says where, for each day.
            options.add(REPORT);
          }
          deployed.put(name, String.join(",", options));
        }
      }
    }
    Map<String, String> told = new TreeMap<>();
    AskedAction.options().forEach(line -> told.put(line.job(), line.resource()));

    assertThat(deployed).isEqualTo(told);
  }

  /** That the two tests above can fail. */
  @ParameterizedTest
  @ValueSource(strings = {"RawArchiveJob", "CleanJob", "MaintenanceJob", "SqlJob", "QualityJob"})
  void aRightTooFewAndOneTooManyAreNoticed(String job) {
    JobRights rights = JobRights.of(policies, job);
    List<AskedAction> asked = askedBy(job);
    Right put =
        WRITTEN.stream()
            .flatMap(
                object ->
                    rights.rights().stream()
                        .filter(right -> right.allows("s3:PutObject", "~/pinflow/" + object)))
            .findFirst()
            .orElseThrow();
    Right tooMany = new Right(put.role(), "s3:PutObjectAcl", put.resource(), List.of());

    assertThat(rights.without(put).missing(asked)).isNotEmpty();
    assertThat(rights.with(tooMany).unused(asked)).contains(tooMany);
  }

  private List<String> unused(String job) {
    return JobRights.of(policies, job).unused(askedBy(job)).stream()
        .map(right -> job + ' ' + right.action() + ' ' + right.resource())
        .toList();
  }

  private static List<String> reasonsOf(String right) {
    return REASONS.keySet().stream().filter(right::matches).toList();
  }

  private static List<AskedAction> askedBy(String job) {
    return AskedAction.all().stream().filter(asked -> asked.job().equals(job)).toList();
  }

  private Set<String> jobsWithRole() {
    return policies
        .all()
        .map(Right::role)
        .filter(role -> role.endsWith("JobRole"))
        .map(role -> role.substring(0, role.length() - "Role".length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
