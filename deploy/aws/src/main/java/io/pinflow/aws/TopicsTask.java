package io.pinflow.aws;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
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
    FargateTaskDefinition task =
        FargateTaskDefinition.Builder.create(this, "Task")
            .family(settings.name("topics"))
            .cpu(256)
            .memoryLimitMiB(1_024)
            .build();
    new KafkaAccess(data.kafka()).create(settings.topics()).forEach(task::addToTaskRolePolicy);
    LogGroup log =
        LogGroup.Builder.create(this, "Log")
            .retention(RetentionDays.ONE_MONTH)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    task.addContainer(
        "topics",
        ContainerDefinitionOptions.builder()
            .image(ContainerImage.fromAsset(images.folder("topics")))
            .environment(
                Map.of(
                    "BOOTSTRAP_SERVERS", data.kafka().bootstrapServers(),
                    "TOPICS", String.join(" ", settings.topics()),
                    "PARTITIONS", String.valueOf(settings.kafka().partitions()),
                    "RETENTION_MS",
                        String.valueOf(
                            Duration.ofHours(settings.kafka().retentionHours()).toMillis())))
            .logging(
                LogDriver.awsLogs(
                    AwsLogDriverProps.builder().logGroup(log).streamPrefix("topics").build()))
            .build());
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
    Reasons.at(task)
        .except("ECS2", "No variable is a secret: the task signs in by its role.")
        .except(
            "IAM5",
            List.of("Resource::*"),
            "ecr:GetAuthorizationToken of the execution role takes no resource.")
        .apply();
  }
}
