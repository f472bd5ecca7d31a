package io.pinflow.aws;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.customresources.AwsCustomResource;
import software.amazon.awscdk.customresources.AwsCustomResourcePolicy;
import software.amazon.awscdk.customresources.AwsSdkCall;
import software.amazon.awscdk.customresources.PhysicalResourceId;
import software.amazon.awscdk.customresources.SdkCallsPolicyOptions;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.msk.CfnCluster;
import software.amazon.awscdk.services.msk.CfnConfiguration;
import software.amazon.awscdk.services.msk.CfnServerlessCluster;
import software.constructs.Construct;

/**
 * The Kafka cluster (MSK), serverless or with brokers. Clients sign in by IAM over TLS and in no
 * other way; no topic comes to be by being asked for.
 */
final class KafkaCluster extends Construct {

  /** The properties with which a client signs in by its role. */
  static final Map<String, String> CLIENT_PROPERTIES =
      Map.of(
          "security.protocol", "SASL_SSL",
          "sasl.mechanism", "AWS_MSK_IAM",
          "sasl.jaas.config", "software.amazon.msk.auth.iam.IAMLoginModule required;",
          "sasl.client.callback.handler.class",
              "software.amazon.msk.auth.iam.IAMClientCallbackHandler");

  private final String name;
  private final String arn;
  private final String bootstrapServers;

  KafkaCluster(Construct scope, StageSettings settings, Network network) {
    super(scope, "Kafka");
    name = settings.name("kafka");
    RemovalPolicy removal = settings.isProtected() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    arn =
        settings.kafka().type() == KafkaSettings.Type.SERVERLESS
            ? serverless(network, removal)
            : provisioned(settings.kafka().brokers(), network, removal);
    bootstrapServers = askForBootstrapServers();
  }

  private String serverless(Network network, RemovalPolicy removal) {
    CfnServerlessCluster cluster =
        CfnServerlessCluster.Builder.create(this, "Cluster")
            .clusterName(name)
            .clientAuthentication(
                CfnServerlessCluster.ClientAuthenticationProperty.builder()
                    .sasl(
                        CfnServerlessCluster.SaslProperty.builder()
                            .iam(CfnServerlessCluster.IamProperty.builder().enabled(true).build())
                            .build())
                    .build())
            .vpcConfigs(
                List.of(
                    CfnServerlessCluster.VpcConfigProperty.builder()
                        .subnetIds(network.subnetIds())
                        .securityGroups(List.of(network.kafka().getSecurityGroupId()))
                        .build()))
            .build();
    cluster.applyRemovalPolicy(removal);
    return cluster.getAttrArn();
  }

  private String provisioned(
      KafkaSettings.Brokers brokers, Network network, RemovalPolicy removal) {
    CfnConfiguration configuration =
        CfnConfiguration.Builder.create(this, "Configuration")
            .name(name)
            .serverProperties(
                String.join(
                    "\n",
                    "auto.create.topics.enable=false",
                    "default.replication.factor=3",
                    "min.insync.replicas=2",
                    "unclean.leader.election.enable=false"))
            .build();
    LogGroup log = log("Log");
    CfnCluster cluster =
        CfnCluster.Builder.create(this, "Cluster")
            .clusterName(name)
            .kafkaVersion(brokers.version())
            .numberOfBrokerNodes(brokers.number())
            .brokerNodeGroupInfo(
                CfnCluster.BrokerNodeGroupInfoProperty.builder()
                    .instanceType(brokers.instance())
                    .clientSubnets(network.subnetIds())
                    .securityGroups(List.of(network.kafka().getSecurityGroupId()))
                    .storageInfo(
                        CfnCluster.StorageInfoProperty.builder()
                            .ebsStorageInfo(
                                CfnCluster.EBSStorageInfoProperty.builder()
                                    .volumeSize(brokers.storageGb())
                                    .build())
                            .build())
                    .build())
            .clientAuthentication(
                CfnCluster.ClientAuthenticationProperty.builder()
                    .sasl(
                        CfnCluster.SaslProperty.builder()
                            .iam(CfnCluster.IamProperty.builder().enabled(true).build())
                            .build())
                    .unauthenticated(
                        CfnCluster.UnauthenticatedProperty.builder().enabled(false).build())
                    .build())
            .encryptionInfo(
                CfnCluster.EncryptionInfoProperty.builder()
                    .encryptionInTransit(
                        CfnCluster.EncryptionInTransitProperty.builder()
                            .clientBroker("TLS")
                            .inCluster(true)
                            .build())
                    .build())
            .configurationInfo(
                CfnCluster.ConfigurationInfoProperty.builder()
                    .arn(configuration.getAttrArn())
                    .revision(configuration.getAttrLatestRevisionRevision())
                    .build())
            .enhancedMonitoring("PER_BROKER")
            .loggingInfo(
                CfnCluster.LoggingInfoProperty.builder()
                    .brokerLogs(
                        CfnCluster.BrokerLogsProperty.builder()
                            .cloudWatchLogs(
                                CfnCluster.CloudWatchLogsProperty.builder()
                                    .enabled(true)
                                    .logGroup(log.getLogGroupName())
                                    .build())
                            .build())
                    .build())
            .build();
    configuration.applyRemovalPolicy(removal);
    cluster.applyRemovalPolicy(removal);
    return cluster.getAttrArn();
  }

  /** CloudFormation does not tell them. */
  private String askForBootstrapServers() {
    AwsSdkCall call =
        AwsSdkCall.builder()
            .service("Kafka")
            .action("GetBootstrapBrokers")
            .parameters(Map.of("ClusterArn", arn))
            .outputPaths(List.of("BootstrapBrokerStringSaslIam"))
            .physicalResourceId(PhysicalResourceId.of(name))
            .build();
    LogGroup log = log("BootstrapServersLog");
    Role role =
        Role.Builder.create(this, "BootstrapServersRole")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .build();
    log.grantWrite(role);
    AwsCustomResource servers =
        AwsCustomResource.Builder.create(this, "BootstrapServers")
            .onUpdate(call)
            .installLatestAwsSdk(false)
            .role(role)
            .logGroup(log)
            .policy(
                AwsCustomResourcePolicy.fromSdkCalls(
                    SdkCallsPolicyOptions.builder().resources(List.of(arn)).build()))
            .build();
    return servers.getResponseField("BootstrapBrokerStringSaslIam");
  }

  private LogGroup log(String id) {
    return LogGroup.Builder.create(this, id)
        .retention(RetentionDays.ONE_MONTH)
        .removalPolicy(RemovalPolicy.DESTROY)
        .build();
  }

  String name() {
    return name;
  }

  /** As {@code host:port,...}, with IAM. */
  String bootstrapServers() {
    return bootstrapServers;
  }

  String arn() {
    return arn;
  }

  String topicArn(String topic) {
    return arnOf("topic") + '/' + topic;
  }

  String groupArn(String group) {
    return arnOf("group") + '/' + group;
  }

  /** {@code arn:...:topic/NAME/UUID}, of a cluster's {@code arn:...:cluster/NAME/UUID}. */
  private String arnOf(String type) {
    List<String> parts = Fn.split(":cluster/", arn, 2);
    return Fn.select(0, parts) + ':' + type + '/' + Fn.select(1, parts);
  }
}
