package io.pinflow.aws;

import io.pinflow.aws.JobSpec.Run;
import io.pinflow.daily.DailySteps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The jobs that are deployed: one application for each entry. Daily ones are in the order of the
 * daily run.
 */
final class JobCatalog {

  private JobCatalog() {}

  static List<JobSpec> of(StageSettings settings, DataStack data) {
    Map<String, String> sources =
        Map.of(
            "kafka-bootstrap-servers", data.kafka().bootstrapServers(),
            "kafka-topics", String.join(",", settings.topics()),
            "kinesis-region", settings.region(),
            "kinesis-streams", String.join(",", settings.streamNames()));
    String archive = data.lake().archiveRoot().uri();
    String tables = data.lake().tableRoot().uri();
    List<JobSpec> jobs = new ArrayList<>();
    jobs.add(
        new JobSpec("RawArchiveJob", Run.ALWAYS, with(sources, Map.of("archive-root", archive))));
    jobs.add(new JobSpec("CleanJob", Run.ALWAYS, with(sources, Map.of("table-root", tables))));
    for (DailySteps.Step step : DailySteps.read().steps()) {
      Map<String, String> told = with(step.options(), Map.of("table-root", tables));
      // Whoever starts it for another day says so.
      jobs.add(
          new JobSpec(
              step.job(),
              Run.DAILY,
              step.dated() ? with(told, Map.of("date", "yesterday")) : told));
    }
    return List.copyOf(jobs);
  }

  private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(some);
    all.putAll(more);
    return all;
  }
}
