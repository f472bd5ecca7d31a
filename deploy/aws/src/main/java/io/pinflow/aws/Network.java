package io.pinflow.aws;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * A network without a way to the internet: subnets in each zone which reach S3, Kinesis, CloudWatch
 * Logs, STS and the image registry through endpoints, and the security groups of what runs there.
 */
final class Network extends Construct {

  /** Of Kafka with TLS and IAM. */
  static final int KAFKA_PORT = 9098;

  private static final int HTTPS = 443;
  private static final SubnetSelection SUBNETS =
      SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build();

  private final Vpc vpc;
  private final SecurityGroup clients;
  private final SecurityGroup kafka;

  Network(Construct scope, StageSettings settings) {
    super(scope, "Network");
    vpc =
        Vpc.Builder.create(this, "Vpc")
            .availabilityZones(settings.zones())
            .natGateways(0)
            .restrictDefaultSecurityGroup(false)
            .subnetConfiguration(
                List.of(
                    SubnetConfiguration.builder()
                        .name("pipeline")
                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                        .cidrMask(22)
                        .build()))
            .build();
    Validations.of(vpc)
        .acknowledge(
            Acknowledgment.builder()
                .id("CloudFormation-Validate::W3010")
                .reason(
                    "A stage names its zones, so that its brokers and subnets stay where they are.")
                .build());
    LogGroup flows =
        LogGroup.Builder.create(this, "FlowLog")
            .retention(RetentionDays.ONE_MONTH)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    vpc.addFlowLog(
        "Rejected",
        FlowLogOptions.builder()
            .destination(FlowLogDestination.toCloudWatchLogs(flows))
            .trafficType(FlowLogTrafficType.REJECT)
            .build());
    clients = group("Clients", "What reads and writes: jobs, Kafka REST Proxy, topics task");
    kafka = group("Kafka", "The Kafka cluster");
    allow(clients, kafka, KAFKA_PORT, "Kafka by IAM");
    SecurityGroup endpoints = group("Endpoints", "The endpoints of AWS services");
    allow(clients, endpoints, HTTPS, "AWS services");
    addEndpoints(endpoints);
  }

  private void addEndpoints(SecurityGroup endpoints) {
    vpc.addGatewayEndpoint(
        "S3",
        GatewayVpcEndpointOptions.builder()
            .service(GatewayVpcEndpointAwsService.S3)
            .subnets(List.of(SUBNETS))
            .build());
    // S3 is reached by its public addresses, through the gateway endpoint: there is no other way
    // out.
    clients.addEgressRule(Peer.anyIpv4(), Port.tcp(HTTPS), "S3 through its gateway endpoint");
    Map<String, InterfaceVpcEndpointAwsService> services =
        new TreeMap<>(
            Map.of(
                "Kinesis", InterfaceVpcEndpointAwsService.KINESIS_STREAMS,
                "Logs", InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS,
                "Sts", InterfaceVpcEndpointAwsService.STS,
                "Registry", InterfaceVpcEndpointAwsService.ECR,
                "Images", InterfaceVpcEndpointAwsService.ECR_DOCKER));
    services.forEach(
        (name, service) ->
            vpc.addInterfaceEndpoint(
                name,
                InterfaceVpcEndpointOptions.builder()
                    .service(service)
                    .subnets(SUBNETS)
                    .securityGroups(List.of(endpoints))
                    .open(false)
                    .build()));
  }

  private SecurityGroup group(String id, String description) {
    return SecurityGroup.Builder.create(this, id)
        .vpc(vpc)
        .description(description)
        .allowAllOutbound(false)
        .build();
  }

  static void allow(SecurityGroup from, SecurityGroup to, int port, String what) {
    from.addEgressRule(to, Port.tcp(port), what);
    to.addIngressRule(from, Port.tcp(port), what);
  }

  IVpc vpc() {
    return vpc;
  }

  List<String> subnetIds() {
    return vpc.selectSubnets(SUBNETS).getSubnetIds();
  }

  SubnetSelection subnets() {
    return SUBNETS;
  }

  SecurityGroup clients() {
    return clients;
  }

  SecurityGroup kafka() {
    return kafka;
  }
}
