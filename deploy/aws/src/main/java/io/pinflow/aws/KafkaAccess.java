package io.pinflow.aws;

import java.util.List;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** Rights at a Kafka cluster, on exactly the named topics and groups. */
record KafkaAccess(KafkaCluster cluster) {

  /** What a consumer of these topics does that commits offsets under a group. */
  List<PolicyStatement> read(List<String> topics, String group) {
    return List.of(
        connect("kafka-cluster:Connect"),
        onTopics(topics, "kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"),
        allow(
            List.of("kafka-cluster:DescribeGroup", "kafka-cluster:AlterGroup"),
            List.of(cluster.groupArn(group))));
  }

  /** What a producer does, an idempotent one too, and who asks for topics and their settings. */
  List<PolicyStatement> write(List<String> topics) {
    return List.of(
        connect(
            "kafka-cluster:Connect",
            "kafka-cluster:DescribeCluster",
            "kafka-cluster:WriteDataIdempotently"),
        onTopics(
            topics,
            "kafka-cluster:DescribeTopic",
            "kafka-cluster:DescribeTopicDynamicConfiguration",
            "kafka-cluster:WriteData"));
  }

  List<PolicyStatement> create(List<String> topics) {
    return List.of(
        connect("kafka-cluster:Connect"),
        onTopics(topics, "kafka-cluster:CreateTopic", "kafka-cluster:DescribeTopic"));
  }

  private PolicyStatement connect(String... actions) {
    return allow(List.of(actions), List.of(cluster.arn()));
  }

  private PolicyStatement onTopics(List<String> topics, String... actions) {
    return allow(List.of(actions), topics.stream().map(cluster::topicArn).toList());
  }

  private static PolicyStatement allow(List<String> actions, List<String> resources) {
    return PolicyStatement.Builder.create().actions(actions).resources(resources).build();
  }
}
