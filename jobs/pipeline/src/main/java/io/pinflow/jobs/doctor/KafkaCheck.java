package io.pinflow.jobs.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Whether Kafka answers, lets the job in, and lets it read its topics. */
public final class KafkaCheck implements Check {

  private static final String SERVERS = "Kafka";

  private final KafkaAccess kafka;
  private final List<String> topics;
  private final boolean waitsForTopics;

  /**
   * @param waitsForTopics whether a topic which does not exist is waited for; else it is an error
   */
  public KafkaCheck(KafkaAccess kafka, List<String> topics, boolean waitsForTopics) {
    this.kafka = kafka;
    this.topics = List.copyOf(topics);
    this.waitsForTopics = waitsForTopics;
  }

  @Override
  public String what() {
    return SERVERS;
  }

  @Override
  public List<Finding> run() throws InterruptedException {
    Map<String, String> unreachable = BootstrapServers.unreachable(kafka.servers());
    boolean none = unreachable.size() == kafka.servers().size();
    List<Finding> findings = new ArrayList<>();
    unreachable.forEach((server, why) -> findings.add(unreachable(server, why, none)));
    if (!none) {
      findings.addAll(ask());
    }
    return findings;
  }

  private static Finding unreachable(String server, String why, boolean none) {
    String what = "Kafka server " + server;
    String detail = "cannot be connected to: " + why;
    return none
        ? Finding.error(
            what, detail, "Start it, correct --kafka-bootstrap-servers, or open the network to it")
        : Finding.warning(
            what,
            detail,
            "Another one answers; take it out of --kafka-bootstrap-servers if it is gone");
  }

  private List<Finding> ask() throws InterruptedException {
    Admin admin;
    try {
      admin = kafka.connect();
    } catch (KafkaException e) {
      return List.of(unusable(e));
    }
    try {
      List<Finding> ofTopics = new ArrayList<>();
      Map<String, KafkaFuture<TopicDescription>> answers =
          admin
              .describeTopics(topics, new DescribeTopicsOptions().includeAuthorizedOperations(true))
              .topicNameValues();
      for (String topic : topics) {
        try {
          ofTopics.add(readable(topic, answers.get(topic).get()));
        } catch (ExecutionException e) {
          Finding finding = refused(topic, e.getCause());
          if (finding == null) {
            return List.of(unusable(e.getCause()));
          }
          ofTopics.add(finding);
        }
      }
      List<Finding> findings = new ArrayList<>();
      findings.add(Finding.ok(SERVERS, String.join(",", kafka.servers()) + " answers"));
      findings.addAll(ofTopics);
      return findings;
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  private static Finding readable(String topic, TopicDescription description) {
    Set<AclOperation> allowed = description.authorizedOperations();
    // Servers which keep no such rights tell nothing, some by an empty set.
    if (allowed != null && !allowed.isEmpty() && !allowed.contains(AclOperation.READ)) {
      return denied(topic, "READ");
    }
    int partitions = description.partitions().size();
    return Finding.ok(name(topic), partitions + (partitions == 1 ? " partition" : " partitions"));
  }

  /** Null where it is not about the topic. */
  private Finding refused(String topic, Throwable cause) {
    if (cause instanceof UnknownTopicOrPartitionException) {
      return waitsForTopics
          ? Finding.warning(
              name(topic),
              "does not exist yet: the job waits for it",
              "Create it, or correct --kafka-topics")
          : Finding.error(
              name(topic),
              "does not exist, and a job with --stop-position waits for none",
              "Create it, or correct --kafka-topics");
    }
    if (cause instanceof TopicAuthorizationException) {
      return denied(topic, "DESCRIBE");
    }
    return cause instanceof InvalidTopicException
        ? Finding.error(name(topic), "is no name of a topic", "Correct --kafka-topics")
        : null;
  }

  private static Finding denied(String topic, String operation) {
    return Finding.error(
        name(topic),
        "the job's user has no right to " + operation + " it",
        "Grant DESCRIBE and READ on the topic, or give another user by --kafka-properties");
  }

  private Finding unusable(Throwable cause) {
    if (Reason.find(cause, AuthenticationException.class).isPresent()) {
      return Finding.error(
          SERVERS,
          "does not let the job in: " + Reason.of(cause),
          "Correct the sasl.* and ssl.* entries of --kafka-properties");
    }
    if (Reason.find(cause, ConfigException.class).isPresent()) {
      return Finding.error(
          SERVERS, "the client cannot be made: " + Reason.of(cause), "Correct --kafka-properties");
    }
    return Finding.error(
        SERVERS,
        "something listens at "
            + String.join(",", kafka.servers())
            + " but does not answer as Kafka does under security.protocol="
            + kafka.protocol()
            + ": "
            + Reason.of(cause),
        "Correct the port, or --kafka-properties.security.protocol");
  }

  private static String name(String topic) {
    return "Kafka topic " + topic;
  }
}
