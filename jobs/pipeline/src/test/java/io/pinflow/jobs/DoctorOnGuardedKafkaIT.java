package io.pinflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.doctor.Finding;
import io.pinflow.jobs.doctor.KafkaAccess;
import io.pinflow.jobs.doctor.KafkaCheck;
import io.pinflow.testing.KafkaBroker;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A broker which asks for passwords and gives rights by topic. */
class DoctorOnGuardedKafkaIT {

  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\"";

  private static KafkaBroker broker;

  @BeforeAll
  static void startBroker() throws ExecutionException, InterruptedException {
    broker =
        KafkaBroker.start(
            Map.of(
                "listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:SASL_PLAINTEXT",
                "sasl.enabled.mechanisms", "PLAIN",
                "sasl.mechanism.inter.broker.protocol", "PLAIN",
                "listener.name.plaintext.plain.sasl.jaas.config",
                    String.format(LOGIN, "admin", "a") + " user_admin=\"a\" user_reader=\"r\";",
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users", "User:admin;User:ANONYMOUS"));
    Properties admin = login("admin", "a");
    admin.setProperty("bootstrap.servers", broker.bootstrapServers());
    try (Admin client = Admin.create(admin)) {
      client
          .createTopics(
              List.of("open", "described", "hidden").stream()
                  .map(topic -> new NewTopic(topic, 1, (short) 1))
                  .collect(Collectors.toList()))
          .all()
          .get();
      client
          .createAcls(
              List.of(allow("open", AclOperation.READ), allow("described", AclOperation.DESCRIBE)))
          .all()
          .get();
    }
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void tellsTheRightsThatAreMissingOfEachTopic() throws InterruptedException {
    assertThat(check(login("reader", "r"), "open", "described", "hidden"))
        .containsExactly(
            "Kafka: " + broker.bootstrapServers() + " answers",
            "Kafka topic open: 1 partition",
            "Kafka topic described: the job's user has no right to READ it. Grant DESCRIBE and READ"
                + " on the topic, or give another user by --kafka-properties",
            "Kafka topic hidden: the job's user has no right to DESCRIBE it. Grant DESCRIBE and"
                + " READ on the topic, or give another user by --kafka-properties");
  }

  @Test
  void tellsOfAWrongPasswordWithoutTellingIt() throws InterruptedException {
    assertThat(check(login("reader", "wrong-word"), "open"))
        .singleElement()
        .asString()
        .startsWith("Kafka: does not let the job in: SaslAuthenticationException: ")
        .endsWith("Correct the sasl.* and ssl.* entries of --kafka-properties")
        .doesNotContain("wrong-word");
  }

  @Test
  void tellsThatAnotherProtocolIsSpoken() throws InterruptedException {
    assertThat(check(new Properties(), "open"))
        .singleElement()
        .asString()
        .startsWith("Kafka: something listens at " + broker.bootstrapServers())
        .contains("security.protocol=PLAINTEXT")
        .endsWith("Correct the port, or --kafka-properties.security.protocol");
  }

  @Test
  void tellsOfPropertiesThatNoClientCanBeMadeOf() throws InterruptedException {
    Properties properties = new Properties();
    properties.setProperty("security.protocol", "SASL");

    assertThat(check(properties, "open"))
        .singleElement()
        .asString()
        .startsWith("Kafka: the client cannot be made: ConfigException: ")
        .contains("SASL");
  }

  private static List<String> check(Properties properties, String... topics)
      throws InterruptedException {
    KafkaAccess kafka = new KafkaAccess(List.of(broker.bootstrapServers()), properties);
    return new KafkaCheck(kafka, List.of(topics), true)
        .run().stream().map(Finding::toString).collect(Collectors.toList());
  }

  private static Properties login(String user, String password) {
    Properties properties = new Properties();
    properties.setProperty("security.protocol", "SASL_PLAINTEXT");
    properties.setProperty("sasl.mechanism", "PLAIN");
    properties.setProperty("sasl.jaas.config", String.format(LOGIN, user, password) + ";");
    return properties;
  }

  private static AclBinding allow(String topic, AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
        new AccessControlEntry("User:reader", "*", operation, AclPermissionType.ALLOW));
  }
}
