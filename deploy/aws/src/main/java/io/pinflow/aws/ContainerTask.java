package io.pinflow.aws;

import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.FargateTaskDefinitionProps;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** A Fargate task of one container, which signs in by the task's role and keeps its log a month. */
final class ContainerTask {

  private final Construct scope;
  private final Images images;

  /**
   * @param scope the construct which the task and its log become part of, as {@code Task} and
   *     {@code Log}
   */
  ContainerTask(Construct scope, Images images) {
    this.scope = scope;
    this.images = images;
  }

  /**
   * @param image the folder which the container is built from, and its name
   * @param rights all that the container may do
   * @param container what is its own: the variables, none of them a secret, and the ports
   */
  FargateTaskDefinition define(
      String image,
      FargateTaskDefinitionProps size,
      List<PolicyStatement> rights,
      ContainerDefinitionOptions.Builder container) {
    FargateTaskDefinition task = new FargateTaskDefinition(scope, "Task", size);
    rights.forEach(task::addToTaskRolePolicy);
    LogGroup log =
        LogGroup.Builder.create(scope, "Log")
            .retention(RetentionDays.ONE_MONTH)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    task.addContainer(
        image,
        container
            .image(ContainerImage.fromAsset(images.folder(image)))
            .logging(
                LogDriver.awsLogs(
                    AwsLogDriverProps.builder().logGroup(log).streamPrefix(image).build()))
            .build());
    Reasons.at(task)
        .except("ECS2", "No variable is a secret: the task signs in by its role.")
        .except(
            "IAM5",
            List.of("Resource::*"),
            "ecr:GetAuthorizationToken of the execution role takes no resource.")
        .apply();
    return task;
  }
}
