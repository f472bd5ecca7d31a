package io.pinflow.aws;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.apigateway.VpcLink;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.FargateTaskDefinitionProps;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.ecs.PropagatedTagSource;
import software.amazon.awscdk.services.elasticloadbalancingv2.AddNetworkTargetsProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseNetworkListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck;
import software.amazon.awscdk.services.elasticloadbalancingv2.NetworkLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.Protocol;
import software.constructs.Construct;

/**
 * Confluent's Kafka REST Proxy behind a load balancer which nothing but the API's VPC link reaches.
 */
final class KafkaRest extends Construct {

  private static final int PORT = 8082;

  private final NetworkLoadBalancer balancer;
  private final VpcLink link;

  KafkaRest(
      Construct scope, StageSettings settings, DataStack data, Cluster cluster, Images images) {
    super(scope, "KafkaRest");
    Network network = data.network();
    FargateTaskDefinition task =
        new ContainerTask(this, images)
            .define(
                "kafka-rest",
                FargateTaskDefinitionProps.builder()
                    .cpu(settings.kafkaRest().cpu())
                    .memoryLimitMiB(settings.kafkaRest().memory())
                    .build(),
                new KafkaAccess(data.kafka()).write(settings.topics()),
                ContainerDefinitionOptions.builder()
                    .environment(environment(settings, data.kafka()))
                    .portMappings(List.of(PortMapping.builder().containerPort(PORT).build())));

    SecurityGroup front = group("Balancer", "Reached through the VPC link alone", network);
    SecurityGroup proxy = group("Proxy", "Tasks of the Kafka REST Proxy", network);
    Network.allow(front, proxy, PORT, "Requests and health checks");
    FargateService service =
        FargateService.Builder.create(this, "Service")
            .cluster(cluster)
            .taskDefinition(task)
            .desiredCount(settings.kafkaRest().tasks())
            .minHealthyPercent(100)
            .maxHealthyPercent(200)
            .circuitBreaker(DeploymentCircuitBreaker.builder().rollback(true).build())
            .healthCheckGracePeriod(Duration.minutes(2))
            .vpcSubnets(network.subnets())
            .securityGroups(List.of(network.clients(), proxy))
            .assignPublicIp(false)
            .propagateTags(PropagatedTagSource.SERVICE)
            .build();
    balancer =
        NetworkLoadBalancer.Builder.create(this, "LoadBalancer")
            .vpc(network.vpc())
            .vpcSubnets(network.subnets())
            .internetFacing(false)
            .crossZoneEnabled(true)
            .securityGroups(List.of(front))
            // The link comes from addresses of the service's own, for which no rule could be
            // written.
            .enforceSecurityGroupInboundRulesOnPrivateLinkTraffic(false)
            .deletionProtection(false)
            .build();
    balancer
        .addListener("Http", BaseNetworkListenerProps.builder().port(PORT).build())
        .addTargets(
            "Proxy",
            AddNetworkTargetsProps.builder()
                .port(PORT)
                .targets(List.of(service))
                .deregistrationDelay(Duration.seconds(30))
                .healthCheck(
                    HealthCheck.builder()
                        .protocol(Protocol.HTTP)
                        .path("/")
                        .interval(Duration.seconds(10))
                        .build())
                .build());
    link = VpcLink.Builder.create(this, "Link").targets(List.of(balancer)).build();

    Reasons.at(balancer)
        .except(
            "ELB2", "Of network load balancers only TLS listeners log; the API logs each request.")
        .apply();
  }

  private SecurityGroup group(String id, String description, Network network) {
    return SecurityGroup.Builder.create(this, id)
        .vpc(network.vpc())
        .description(description)
        .allowAllOutbound(false)
        .build();
  }

  private static Map<String, String> environment(StageSettings settings, KafkaCluster kafka) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("KAFKA_REST_HOST_NAME", "kafka-rest");
    variables.put("KAFKA_REST_LISTENERS", "http://0.0.0.0:" + PORT);
    variables.put("KAFKA_REST_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    // API Gateway adds no CORS header to what it passes through.
    variables.put("KAFKA_REST_ACCESS_CONTROL_ALLOW_ORIGIN", "*");
    variables.put("KAFKA_REST_ACCESS_CONTROL_ALLOW_METHODS", "GET,POST,OPTIONS");
    variables.put("KAFKAREST_HEAP_OPTS", "-Xmx" + settings.kafkaRest().memory() * 3 / 4 + "m");
    KafkaCluster.CLIENT_PROPERTIES.forEach(
        (name, value) ->
            variables.put(
                "KAFKA_REST_CLIENT_" + name.replace('.', '_').toUpperCase(Locale.ROOT), value));
    return variables;
  }

  /** {@code host:port}, as {@code api.yaml} wants it. */
  String host() {
    return balancer.getLoadBalancerDnsName() + ":" + PORT;
  }

  VpcLink link() {
    return link;
  }
}
