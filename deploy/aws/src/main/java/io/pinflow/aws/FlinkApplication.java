package io.pinflow.aws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplicationCloudWatchLoggingOption;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.LogStream;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/**
 * A job as an application of Managed Service for Apache Flink, with a role and a log of its own. It
 * is not started by being deployed; a running one is updated with a snapshot of its state, and put
 * back to what it was where the update fails.
 */
final class FlinkApplication extends Construct {

  private static final long MILLIS = 1_000;

  private final String name;
  private final JobSpec job;
  private final CfnApplication application;

  FlinkApplication(
      Construct scope, StageSettings settings, JobSpec job, DataStack data, Asset jar) {
    super(scope, job.job());
    this.job = job;
    this.name = settings.name(job.job());
    LogGroup log =
        LogGroup.Builder.create(this, "Log")
            .retention(RetentionDays.THREE_MONTHS)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    LogStream stream =
        LogStream.Builder.create(this, "LogStream")
            .logGroup(log)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    Role role = role(job, data, jar, log);
    application =
        CfnApplication.Builder.create(this, "Application")
            .applicationName(name)
            .runtimeEnvironment("FLINK-1_20")
            .applicationMode("STREAMING")
            .serviceExecutionRole(role.getRoleArn())
            .applicationConfiguration(
                configuration(settings.jobs().get(job.job()), data.network(), jar))
            .build();
    // Not before its rights: the service checks them.
    application.getNode().addDependency(role);
    CfnApplicationCloudWatchLoggingOption.Builder.create(this, "Logging")
        .applicationName(application.getRef())
        .cloudWatchLoggingOption(
            CfnApplicationCloudWatchLoggingOption.CloudWatchLoggingOptionProperty.builder()
                .logStreamArn(
                    logs(log.getLogGroupName() + ":log-stream:" + stream.getLogStreamName()))
                .build())
        .build();
  }

  private Role role(JobSpec job, DataStack data, Asset jar, LogGroup log) {
    Stack stack = Stack.of(this);
    Map<String, PolicyDocument> policies =
        new LinkedHashMap<>(new JobAccess(stack, data).policies(job));
    policies.put("service", service(jar, log));
    Role role =
        Role.Builder.create(this, "Role")
            .assumedBy(
                ServicePrincipal.Builder.create("kinesisanalytics.amazonaws.com")
                    .conditions(
                        Map.of(
                            "StringEquals",
                            Map.of("aws:SourceAccount", stack.getAccount()),
                            "ArnEquals",
                            Map.of("aws:SourceArn", arn(stack))))
                    .build())
            .inlinePolicies(policies)
            .build();
    Reasons.at(role)
        .except(
            "IAM5",
            "Objects by prefix, network interfaces of one VPC, the descriptions the service asks for:"
                + " PolicyTest holds the list and says what each is for.")
        .apply();
    return role;
  }

  private PolicyDocument service(Asset jar, LogGroup log) {
    return PolicyDocument.Builder.create()
        .statements(
            List.of(
                PolicyStatement.Builder.create()
                    .actions(List.of("s3:GetObject", "s3:GetObjectVersion"))
                    .resources(List.of(jar.getBucket().arnForObjects(jar.getS3ObjectKey())))
                    .build(),
                PolicyStatement.Builder.create()
                    .actions(List.of("logs:DescribeLogStreams", "logs:PutLogEvents"))
                    .resources(List.of(log.getLogGroupArn()))
                    .build(),
                PolicyStatement.Builder.create()
                    .actions(List.of("logs:DescribeLogGroups"))
                    .resources(List.of(logs("*")))
                    .build()))
        .build();
  }

  private CfnApplication.ApplicationConfigurationProperty configuration(
      JobSettings settings, Network network, Asset jar) {
    return CfnApplication.ApplicationConfigurationProperty.builder()
        .applicationCodeConfiguration(
            CfnApplication.ApplicationCodeConfigurationProperty.builder()
                .codeContentType("ZIPFILE")
                .codeContent(
                    CfnApplication.CodeContentProperty.builder()
                        .s3ContentLocation(
                            CfnApplication.S3ContentLocationProperty.builder()
                                .bucketArn(jar.getBucket().getBucketArn())
                                .fileKey(jar.getS3ObjectKey())
                                .build())
                        .build())
                .build())
        .environmentProperties(
            CfnApplication.EnvironmentPropertiesProperty.builder()
                .propertyGroups(
                    job.propertyGroups().entrySet().stream()
                        .map(
                            group ->
                                CfnApplication.PropertyGroupProperty.builder()
                                    .propertyGroupId(group.getKey())
                                    .propertyMap(group.getValue())
                                    .build())
                        .toList())
                .build())
        .flinkApplicationConfiguration(flink(settings))
        .applicationSnapshotConfiguration(
            CfnApplication.ApplicationSnapshotConfigurationProperty.builder()
                .snapshotsEnabled(true)
                .build())
        .applicationSystemRollbackConfiguration(
            CfnApplication.ApplicationSystemRollbackConfigurationProperty.builder()
                .rollbackEnabled(true)
                .build())
        .vpcConfigurations(
            List.of(
                CfnApplication.VpcConfigurationProperty.builder()
                    .subnetIds(network.subnetIds())
                    .securityGroupIds(List.of(network.clients().getSecurityGroupId()))
                    .build()))
        .build();
  }

  private static CfnApplication.FlinkApplicationConfigurationProperty flink(JobSettings settings) {
    return CfnApplication.FlinkApplicationConfigurationProperty.builder()
        .checkpointConfiguration(
            CfnApplication.CheckpointConfigurationProperty.builder()
                .configurationType("CUSTOM")
                .checkpointingEnabled(true)
                .checkpointInterval(settings.checkpointSeconds() * MILLIS)
                .minPauseBetweenCheckpoints(settings.checkpointSeconds() * MILLIS / 4)
                .build())
        .monitoringConfiguration(
            CfnApplication.MonitoringConfigurationProperty.builder()
                .configurationType("CUSTOM")
                .logLevel("INFO")
                // At every other level each metric costs once more for each operator or subtask.
                .metricsLevel("APPLICATION")
                .build())
        .parallelismConfiguration(
            CfnApplication.ParallelismConfigurationProperty.builder()
                .configurationType("CUSTOM")
                .parallelism(settings.parallelism())
                .parallelismPerKpu(settings.parallelismPerKpu())
                .autoScalingEnabled(true)
                .build())
        .build();
  }

  private String logs(String group) {
    Stack stack = Stack.of(this);
    return "arn:"
        + stack.getPartition()
        + ":logs:"
        + stack.getRegion()
        + ':'
        + stack.getAccount()
        + ":log-group:"
        + group;
  }

  private String arn(Stack stack) {
    return "arn:"
        + stack.getPartition()
        + ":kinesisanalytics:"
        + stack.getRegion()
        + ':'
        + stack.getAccount()
        + ":application/"
        + name;
  }

  String applicationArn() {
    return arn(Stack.of(this));
  }

  /** Its name, for the API and as a dimension of its metrics. */
  String applicationName() {
    return name;
  }

  JobSpec job() {
    return job;
  }
}
