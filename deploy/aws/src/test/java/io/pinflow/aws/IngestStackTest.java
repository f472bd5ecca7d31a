package io.pinflow.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

@NeedsNode
class IngestStackTest {

  private final Synthesized stages = Synthesized.stages();
  private final Template template = stages.template("pinflow-dev-ingest");
  private final JsonNode resources = stages.json("pinflow-dev-ingest").get("Resources");

  @Test
  void theApiIsTheDefinitionWithItsPlaceholdersFilled() {
    JsonNode body = only("AWS::ApiGateway::RestApi").get("Properties").get("Body");

    assertThat(body.get("paths").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "/topics",
            "/topics/{topic}",
            "/topics/{topic}/{proxy+}",
            "/streams",
            "/streams/{stream-name}",
            "/streams/{stream-name}/record",
            "/streams/{stream-name}/records");
    JsonNode put =
        body.at("/paths/~1streams~1{stream-name}~1record/put/x-amazon-apigateway-integration");
    assertThat(Flat.text(put.get("uri")))
        .isEqualTo("arn:aws:apigateway:eu-west-1:kinesis:action/PutRecord");
    assertThat(put.get("credentials").get("Fn::GetAtt").get(0).asText())
        .startsWith("ApiKinesisRole");
    assertThat(put.get("responses").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("default", "4\\d{2}", "5\\d{2}");
    assertThat(body.at("/paths/~1topics/get/x-amazon-apigateway-integration/uri").asText())
        .isEqualTo("http://${stageVariables.kafkaRestHost}/topics");
    assertThat(body.toString()).doesNotContain("${AWS::Region}").doesNotContain("KinesisRoleArn}");
  }

  @Test
  void everyOperationButPreflightAsksForAKey() {
    List<String> withoutKey = new ArrayList<>();
    JsonNode paths = only("AWS::ApiGateway::RestApi").get("Properties").get("Body").get("paths");
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> {
                          if (!operation
                              .getValue()
                              .get("security")
                              .toString()
                              .contains("api_key")) {
                            withoutKey.add(operation.getKey());
                          }
                        }));
    assertThat(withoutKey).hasSize(7).containsOnly("options");
  }

  @Test
  void theStageKnowsTheProxyAndTheUsagePlanIsTheDefinitions() {
    JsonNode variables = only("AWS::ApiGateway::Stage").get("Properties").get("Variables");
    assertThat(Flat.text(variables.get("kafkaRestHost"))).isEqualTo("~:8082");
    assertThat(variables.get("vpcLinkId").get("Ref").asText()).startsWith("KafkaRestLink");
    template.hasResourceProperties(
        "AWS::ApiGateway::UsagePlan",
        Map.of(
            "Throttle", Map.of("RateLimit", 500, "BurstLimit", 1000),
            "Quota", Map.of("Limit", 10_000_000, "Period", "DAY")));
    template.resourceCountIs("AWS::ApiGateway::UsagePlanKey", 1);
  }

  @Test
  void theProxyIsReachedThroughTheLinkAlone() {
    template.hasResourceProperties(
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        Map.of(
            "Scheme", "internal",
            "Type", "network",
            "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic", "off"));
    template.hasResourceProperties(
        "AWS::ECS::Service",
        Map.of(
            "NetworkConfiguration",
            Map.of("AwsvpcConfiguration", Match.objectLike(Map.of("AssignPublicIp", "DISABLED")))));
    // Of the load balancer's group nothing may come in: the link's traffic is exempt from it.
    template.resourceCountIs("AWS::EC2::SecurityGroupIngress", 1);
    template.hasResourceProperties(
        "AWS::EC2::SecurityGroupIngress", Map.of("FromPort", 8082, "ToPort", 8082));
    assertThat(resources.findValues("SecurityGroupIngress")).isEmpty();
  }

  @Test
  void theProxySignsInByItsRole() {
    Map<String, String> variables = new TreeMap<>();
    for (JsonNode task : resources) {
      if (task.get("Type").asText().equals("AWS::ECS::TaskDefinition")) {
        task.findValues("Environment")
            .forEach(
                environment ->
                    environment.forEach(
                        variable ->
                            variables.put(
                                variable.get("Name").asText(), Flat.text(variable.get("Value")))));
      }
    }
    assertThat(variables)
        .containsEntry("KAFKA_REST_CLIENT_SECURITY_PROTOCOL", "SASL_SSL")
        .containsEntry("KAFKA_REST_CLIENT_SASL_MECHANISM", "AWS_MSK_IAM")
        .containsEntry(
            "KAFKA_REST_CLIENT_SASL_CLIENT_CALLBACK_HANDLER_CLASS",
            "software.amazon.msk.auth.iam.IAMClientCallbackHandler")
        .containsEntry("TOPICS", "pinflow-dev.pin pinflow-dev.geo pinflow-dev.user")
        .containsEntry("PARTITIONS", "3")
        .containsEntry("RETENTION_MS", "259200000");
  }

  private JsonNode only(String type) {
    List<JsonNode> found = new ArrayList<>();
    resources.forEach(
        resource -> {
          if (resource.get("Type").asText().equals(type)) {
            found.add(resource);
          }
        });
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
