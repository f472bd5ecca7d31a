package io.pinflow.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigateway.ApiDefinition;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.IApiKey;
import software.amazon.awscdk.services.apigateway.LogGroupLogDestination;
import software.amazon.awscdk.services.apigateway.MethodLoggingLevel;
import software.amazon.awscdk.services.apigateway.Period;
import software.amazon.awscdk.services.apigateway.QuotaSettings;
import software.amazon.awscdk.services.apigateway.SpecRestApi;
import software.amazon.awscdk.services.apigateway.StageOptions;
import software.amazon.awscdk.services.apigateway.ThrottleSettings;
import software.amazon.awscdk.services.apigateway.UsagePlan;
import software.amazon.awscdk.services.apigateway.UsagePlanPerApiStage;
import software.amazon.awscdk.services.apigateway.UsagePlanProps;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** The REST API of {@code api.yaml} in API Gateway, with its usage plan and one API key. */
final class PostsApi extends Construct {

  private final SpecRestApi api;

  PostsApi(
      Construct scope,
      StageSettings settings,
      ApiDefinitionFile definition,
      Streams streams,
      KafkaRest kafkaRest) {
    super(scope, "Api");
    Stack stack = Stack.of(this);
    Role kinesis = kinesisRole(settings, streams, stack);
    LogGroup log =
        LogGroup.Builder.create(this, "AccessLog")
            .retention(RetentionDays.ONE_MONTH)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    api =
        SpecRestApi.Builder.create(this, "Posts")
            .restApiName(settings.name("posts"))
            .apiDefinition(
                ApiDefinition.fromInline(
                    definition.filled(
                        Map.of(
                            "${AWS::Region}", stack.getRegion(),
                            "${KinesisRoleArn}", kinesis.getRoleArn()))))
            .endpointTypes(List.of(EndpointType.REGIONAL))
            .cloudWatchRole(true)
            // It is the account's, not this API's: another API's logs would end with it.
            .cloudWatchRoleRemovalPolicy(RemovalPolicy.RETAIN)
            .deployOptions(
                StageOptions.builder()
                    .stageName(settings.stage())
                    .variables(
                        Map.of(
                            "kafkaRestHost", kafkaRest.host(),
                            "vpcLinkId", kafkaRest.link().getVpcLinkId()))
                    .accessLogDestination(new LogGroupLogDestination(log))
                    .accessLogFormat(AccessLogFormat.jsonWithStandardFields())
                    // Errors alone: bodies of requests belong into no log.
                    .loggingLevel(MethodLoggingLevel.ERROR)
                    .dataTraceEnabled(false)
                    .metricsEnabled(true)
                    .tracingEnabled(false)
                    .build())
            .build();
    addKey(settings, definition);
    Reasons.at(api)
        .except("APIG2", "The document itself names a validator for each operation.")
        .except(
            "APIG3",
            "Callers are known by their keys and throttled; a web ACL is the account's choice.")
        .except(
            "IAM4",
            List.of(
                "Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"),
            "The policy AWS made for API Gateway's logs, which are an account's, not an API's.")
        .apply();
  }

  private void addKey(StageSettings settings, ApiDefinitionFile definition) {
    IApiKey key = api.addApiKey("Key");
    UsagePlan plan =
        api.addUsagePlan(
            "UsagePlan",
            UsagePlanProps.builder()
                .name(settings.name("posts"))
                .throttle(
                    ThrottleSettings.builder()
                        .rateLimit(definition.throttle("rateLimit"))
                        .burstLimit(definition.throttle("burstLimit"))
                        .build())
                .quota(QuotaSettings.builder().limit(definition.quota()).period(Period.DAY).build())
                .apiStages(
                    List.of(
                        UsagePlanPerApiStage.builder()
                            .api(api)
                            .stage(api.getDeploymentStage())
                            .build()))
                .build());
    plan.addApiKey(key);
    CfnOutput.Builder.create(this, "Url").value(api.getUrl()).build();
    CfnOutput.Builder.create(this, "KeyId").value(key.getKeyId()).build();
  }

  /** What the definition's head says it needs; to create and delete streams only where it may. */
  private Role kinesisRole(StageSettings settings, Streams streams, Stack stack) {
    List<String> actions =
        new ArrayList<>(
            List.of("kinesis:DescribeStream", "kinesis:PutRecord", "kinesis:PutRecords"));
    if (settings.apiMayManageStreams()) {
      actions.addAll(List.of("kinesis:CreateStream", "kinesis:DeleteStream"));
    }
    Role role =
        Role.Builder.create(this, "KinesisRole")
            .assumedBy(new ServicePrincipal("apigateway.amazonaws.com"))
            .inlinePolicies(
                Map.of(
                    "streams",
                    PolicyDocument.Builder.create()
                        .statements(
                            List.of(
                                PolicyStatement.Builder.create()
                                    .actions(actions)
                                    .resources(
                                        streams.names().stream()
                                            .map(name -> StreamArns.of(stack, name))
                                            .toList())
                                    .build(),
                                PolicyStatement.Builder.create()
                                    .actions(List.of("kinesis:ListStreams"))
                                    .resources(List.of("*"))
                                    .build()))
                        .build()))
            .build();
    Reasons.at(role)
        .except("IAM5", List.of("Resource::*"), "kinesis:ListStreams takes no resource.")
        .apply();
    return role;
  }

  SpecRestApi api() {
    return api;
  }
}
