package io.pinflow.aws;

import io.pinflow.aws.JobSpec.Run;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The jobs that are deployed: one application for each entry. */
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
    return List.of(
        new JobSpec("RawArchiveJob", Run.ALWAYS, with(sources, Map.of("archive-root", archive))),
        new JobSpec("CleanJob", Run.ALWAYS, with(sources, Map.of("table-root", tables))),
        new JobSpec("MaintenanceJob", Run.DAILY, Map.of("table-root", tables)));
  }

  private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(some);
    all.putAll(more);
    return all;
  }
}
