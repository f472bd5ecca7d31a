package io.pinflow.aws;

import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.constructs.Construct;

/** How posts come in: the API, the Kafka REST Proxy behind it, and the task for the topics. */
final class IngestStack extends Stack {

  private final PostsApi api;

  IngestStack(
      Construct scope,
      String id,
      StackProps props,
      StageSettings settings,
      DataStack data,
      Images images,
      ApiDefinitionFile definition) {
    super(scope, id, props);
    Cluster cluster =
        Cluster.Builder.create(this, "Cluster")
            .vpc(data.network().vpc())
            .containerInsightsV2(ContainerInsights.ENABLED)
            .build();
    KafkaRest kafkaRest = new KafkaRest(this, settings, data, cluster, images);
    new TopicsTask(this, settings, data, cluster, images);
    api = new PostsApi(this, settings, definition, data.streams(), kafkaRest);
  }

  PostsApi api() {
    return api;
  }
}
