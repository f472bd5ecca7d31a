package io.pinflow.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

@NeedsNode
class DataStackTest {

  private final Synthesized stages = Synthesized.stages();

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void dataOutlivesItsStack(String stage) {
    List<String> kept = new ArrayList<>();
    for (JsonNode resource : resources(stage)) {
      String type = resource.get("Type").asText();
      if (type.equals("AWS::S3::Bucket") || type.equals("AWS::Kinesis::Stream")) {
        assertThat(resource.path("DeletionPolicy").asText()).isEqualTo("Retain");
        assertThat(resource.path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
        kept.add(type);
      }
    }
    assertThat(kept).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({
    "dev, AWS::MSK::ServerlessCluster, Delete, false",
    "prod, AWS::MSK::Cluster, Retain, true"
  })
  void theKafkaClusterOutlivesItsStackInProduction(
      String stage, String type, String policy, boolean stackIsProtected) {
    template(stage).hasResource(type, Map.of("DeletionPolicy", policy));
    for (String stack : List.of("data", "ingest", "jobs")) {
      assertThat(stages.stack("pinflow-" + stage + '-' + stack).getTerminationProtection())
          .isEqualTo(stackIsProtected);
    }
  }

  @Test
  void kafkaIsEnteredByIamOverTlsAloneAndMakesNoTopicByItself() {
    template("dev")
        .hasResourceProperties(
            "AWS::MSK::ServerlessCluster",
            Map.of("ClientAuthentication", Map.of("Sasl", Map.of("Iam", Map.of("Enabled", true)))));
    template("prod")
        .hasResourceProperties(
            "AWS::MSK::Cluster",
            Map.of(
                "ClientAuthentication",
                    Map.of(
                        "Sasl", Map.of("Iam", Map.of("Enabled", true)),
                        "Unauthenticated", Map.of("Enabled", false)),
                "EncryptionInfo",
                    Map.of(
                        "EncryptionInTransit", Map.of("ClientBroker", "TLS", "InCluster", true))));
    template("prod")
        .hasResourceProperties(
            "AWS::MSK::Configuration",
            Map.of(
                "ServerProperties",
                Match.stringLikeRegexp(
                    "^auto\\.create\\.topics\\.enable=false\n[\\s\\S]*min\\.insync\\.replicas=2")));
  }

  @Test
  void onlyRecordsGetColderWithAgeAndNothingIsDeletedByAge() {
    JsonNode rules = bucket("dev").get("Properties").get("LifecycleConfiguration").get("Rules");

    assertThat(rules).hasSize(3);
    List<String> colder = new ArrayList<>();
    for (JsonNode rule : rules) {
      assertThat(rule.fieldNames()).toIterable().noneMatch(name -> name.contains("Expiration"));
      if (rule.has("Transitions")) {
        colder.add(rule.get("Prefix").asText());
        assertThat(rule.get("Transitions").findValuesAsText("StorageClass"))
            .containsExactly("STANDARD_IA", "GLACIER_IR");
        assertThat(rule.get("Transitions").findValuesAsText("TransitionInDays"))
            .containsExactly("30", "180");
      } else {
        assertThat(rule.get("AbortIncompleteMultipartUpload").get("DaysAfterInitiation").asInt())
            .isEqualTo(30);
      }
    }
    // Neither raw/_ledger nor the tables.
    assertThat(colder).containsExactlyInAnyOrder("pinflow/raw/topics/", "pinflow/raw/streams/");
  }

  @Test
  void theBucketIsPrivateEncryptedAndRefusesPlainHttp() {
    JsonNode properties = bucket("prod").get("Properties");
    assertThat(properties.get("PublicAccessBlockConfiguration").findValuesAsText("BlockPublicAcls"))
        .containsExactly("true");
    assertThat(properties.get("PublicAccessBlockConfiguration"))
        .hasSize(4)
        .allMatch(JsonNode::asBoolean);
    assertThat(properties.findValuesAsText("SSEAlgorithm")).containsExactly("AES256");
    template("prod")
        .hasResourceProperties(
            "AWS::S3::BucketPolicy",
            Map.of(
                "PolicyDocument",
                Match.objectLike(
                    Map.of(
                        "Statement",
                        Match.arrayWith(
                            List.of(
                                Match.objectLike(
                                    Map.of(
                                        "Action", "s3:*",
                                        "Effect", "Deny",
                                        "Condition",
                                            Map.of(
                                                "Bool",
                                                Map.of("aws:SecureTransport", "false"))))))))));
  }

  @ParameterizedTest
  @CsvSource({"dev, 2, PROVISIONED", "prod, 3, ON_DEMAND"})
  void theNetworkHasNoWayToTheInternet(String stage, int zones, String mode) {
    Template template = template(stage);
    template.resourceCountIs("AWS::EC2::Subnet", zones);
    template.resourceCountIs("AWS::EC2::InternetGateway", 0);
    template.resourceCountIs("AWS::EC2::NatGateway", 0);
    template.resourceCountIs("AWS::EC2::VPCEndpoint", 6);
    template.allResourcesProperties(
        "AWS::Kinesis::Stream",
        Map.of(
            "StreamModeDetails", Map.of("StreamMode", mode),
            "StreamEncryption", Map.of("EncryptionType", "KMS")));
    for (JsonNode resource : resources(stage)) {
      if (resource.get("Type").asText().equals("AWS::EC2::SecurityGroup")) {
        assertThat(resource.findValuesAsText("CidrIp"))
            .as("only S3, which its gateway endpoint reaches")
            .isSubsetOf("0.0.0.0/0", "255.255.255.255/32");
        assertThat(resource.path("Properties").path("SecurityGroupIngress")).isEmpty();
      }
    }
  }

  private Template template(String stage) {
    return stages.template("pinflow-" + stage + "-data");
  }

  private Iterable<JsonNode> resources(String stage) {
    return stages.json("pinflow-" + stage + "-data").get("Resources");
  }

  private JsonNode bucket(String stage) {
    JsonNode found = null;
    for (JsonNode resource : resources(stage)) {
      if (resource.get("Type").asText().equals("AWS::S3::Bucket")
          && resource.get("Properties").has("LoggingConfiguration")) {
        found = resource;
      }
    }
    assertThat(found).isNotNull();
    return found;
  }
}
