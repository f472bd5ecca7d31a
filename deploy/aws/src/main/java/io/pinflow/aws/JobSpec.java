package io.pinflow.aws;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A job and what it is told. Its role's rights follow from its options; see {@link JobAccess}.
 *
 * @param job its name
 * @param run when it runs
 * @param options as docs/configuration.md lists them, without those of {@code kafka-properties}
 */
record JobSpec(String job, Run run, Map<String, String> options) {

  /** Whether a job runs until it is stopped, or once a day until it has finished. */
  enum Run {
    ALWAYS,
    DAILY
  }

  JobSpec {
    options = Map.copyOf(options);
  }

  boolean readsKafka() {
    return options.containsKey("kafka-bootstrap-servers");
  }

  boolean readsKinesis() {
    return options.containsKey("kinesis-region");
  }

  /** As the service keeps them: the job's name, its options, and the Kafka client's properties. */
  Map<String, Map<String, String>> propertyGroups() {
    Map<String, Map<String, String>> groups = new LinkedHashMap<>();
    groups.put("pinflow", Map.of("job", job));
    groups.put(job, options);
    if (readsKafka()) {
      groups.put("kafka-properties", KafkaCluster.CLIENT_PROPERTIES);
    }
    return groups;
  }
}
