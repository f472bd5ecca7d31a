package io.pinflow.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What each job was seen to ask for, and the options that it was told, as a file keeps them. */
final class ObservedActions {

  /** Which the policies of {@code deploy/aws} are held against. */
  static final Path FILE =
      Repository.root().resolve("deploy/aws/src/test/resources/observed-actions.txt");

  private static final String UPDATE = "pinflow.actions.update";
  private static final String INTRODUCTION =
      """
      # What each job asked for, and the options it was told, when the packaged jar ran beside real servers:
      # JOB ACTION RESOURCE. A star stands for what differs from run to run.
      # Written by PackagedJobsIT with -D%s=true; without that it fails where the file is not true any more.
      # ObservedActionsTest holds the policies of the jobs' roles against it.
      """
          .formatted(UPDATE);

  private final Map<String, Set<AskedAction>> byJob = new TreeMap<>();

  /** Notes what a job was told, apart from where its test server is. */
  void told(String job, Collection<String> options) {
    Set<String> told = new TreeSet<>(options);
    told.remove("kinesis-endpoint");
    add(job, List.of(new AskedAction("options", String.join(",", told))));
  }

  void add(String job, Collection<AskedAction> actions) {
    byJob.computeIfAbsent(job, name -> new TreeSet<>()).addAll(actions);
  }

  /** The jobs which have run. */
  Set<String> jobs() {
    return byJob.keySet();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    byJob.forEach(
        (job, actions) ->
            actions.forEach(
                asked -> lines.add(job + ' ' + asked.action() + ' ' + asked.resource())));
    return lines;
  }

  /** The lines of the file, which is written anew first if that was asked for. */
  List<String> kept() throws IOException {
    if (Boolean.getBoolean(UPDATE)) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, INTRODUCTION + String.join("\n", lines()) + "\n");
    }
    return Files.readAllLines(FILE).stream().filter(line -> !line.startsWith("#")).toList();
  }

  /** How the file is brought up to date. */
  static String hint() {
    return FILE
        + " is not what the jobs ask for: write it anew with ./mvnw verify -pl deploy/acceptance -am"
        + " -Dtest=None -Dit.test=PackagedJobsIT -Dsurefire.failIfNoSpecifiedTests=false"
        + " -Dfailsafe.failIfNoSpecifiedTests=false -D"
        + UPDATE
        + "=true, then run the tests of deploy/aws";
  }
}
