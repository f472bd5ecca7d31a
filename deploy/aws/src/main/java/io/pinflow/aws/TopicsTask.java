package io.pinflow.aws;

import java.time.Duration;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.FargateTaskDefinitionProps;
import software.constructs.Construct;

/**
 * A task which creates the topics that are missing, to be run by hand after the first deployment;
 * the output {@code CreateTopics} is the command. Its role alone may create topics, these topics
 * alone, and none may delete any.
 */
final class TopicsTask extends Construct {

  TopicsTask(
      Construct scope, StageSettings settings, DataStack data, Cluster cluster, Images images) {
    super(scope, "Topics");
    FargateTaskDefinition unused =
        new ContainerTask(this, images)
            .define(
                "topics",
                FargateTaskDefinitionProps.builder()
                    .family(settings.name("topics"))
                    .cpu(256)
                    .memoryLimitMiB(1_024)
                    .build(),
                new KafkaAccess(data.kafka()).create(settings.topics()),
                ContainerDefinitionOptions.builder().environment(environment(settings, data)));
    Network network = data.network();
    CfnOutput.Builder.create(this, "CreateTopics")
        .value(
            "aws ecs run-task --launch-type FARGATE --cluster "
                + cluster.getClusterName()
                + " --task-definition "
                + settings.name("topics")
                + " --network-configuration 'awsvpcConfiguration={subnets=["
                + String.join(",", network.subnetIds())
                + "],securityGroups=["
                + network.clients().getSecurityGroupId()
                + "]}'")
        .build();
  }

  private static Map<String, String> environment(StageSettings settings, DataStack data) {
    KafkaSettings kafka = settings.kafka();
    return Map.of(
        "BOOTSTRAP_SERVERS", data.kafka().bootstrapServers(),
        "TOPICS", String.join(" ", settings.topics()),
        "PARTITIONS", String.valueOf(kafka.partitions()),
        "RETENTION_MS", String.valueOf(Duration.ofHours(kafka.retentionHours()).toMillis()));
  }
}
