package io.pinflow.aws;

import com.fasterxml.jackson.databind.JsonNode;

/** What the applications of dev are told. */
final class JobProperties {

  private JobProperties() {}

  /** The value of a job's key; null where the job is not told of it. */
  static JsonNode of(String job, String key) {
    for (JsonNode application :
        Synthesized.stages()
            .resources("pinflow-dev-jobs", "AWS::KinesisAnalyticsV2::Application")) {
      for (JsonNode group :
          application.at("/ApplicationConfiguration/EnvironmentProperties/PropertyGroups")) {
        if (group.get("PropertyGroupId").asText().equals(job)) {
          return group.get("PropertyMap").get(key);
        }
      }
    }
    throw new AssertionError("No application of " + job);
  }
}
