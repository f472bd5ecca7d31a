package io.pinflow.acceptance;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The actions which a broker's audit log tells of, after the table by which Amazon MSK makes
 * actions of Kafka's rights.
 */
final class KafkaActions {

  private static final Pattern LINE =
      Pattern.compile(
          " operation = (\\w+) from host = \\S+ on resource = (\\w+):LITERAL:(\\S+) for request ="
              + " (\\w+) ");

  private static final Map<String, String> ACTIONS =
      Map.ofEntries(
          Map.entry("Topic DESCRIBE", "DescribeTopic"),
          Map.entry("Topic DESCRIBE_CONFIGS", "DescribeTopicDynamicConfiguration"),
          Map.entry("Topic READ", "ReadData"),
          Map.entry("Topic WRITE", "WriteData"),
          Map.entry("Topic CREATE", "CreateTopic"),
          Map.entry("Topic DELETE", "DeleteTopic"),
          Map.entry("Topic ALTER", "AlterTopic"),
          Map.entry("Group DESCRIBE", "DescribeGroup"),
          Map.entry("Group READ", "AlterGroup"),
          Map.entry("Group DELETE", "DeleteGroup"),
          Map.entry("Cluster DESCRIBE", "DescribeCluster"),
          Map.entry("Cluster IDEMPOTENT_WRITE", "WriteDataIdempotently"));

  private KafkaActions() {}

  /**
   * The actions behind lines of the log.
   *
   * @throws AssertionError if there is a right for which no action is known
   */
  static Set<AskedAction> of(List<String> audit) {
    Set<AskedAction> actions = new TreeSet<>();
    for (String line : audit) {
      Matcher right = LINE.matcher(line);
      if (!right.find()) {
        throw new AssertionError("What does the audit log tell here? " + line);
      }
      if (!isOfTheBrokersOwn(right)) {
        actions.add(new AskedAction("kafka-cluster:Connect", "cluster"));
        actions.add(action(right, line));
      }
    }
    return actions;
  }

  /**
   * What brokers and controllers ask of each other; and the topics in which they keep their own
   * affairs, which are left out of the list of all topics for those who may not see them.
   */
  private static boolean isOfTheBrokersOwn(Matcher right) {
    return right.group(1).equals("CLUSTER_ACTION")
        || (right.group(3).startsWith("__") && right.group(4).equals("Metadata"));
  }

  private static AskedAction action(Matcher right, String line) {
    String action = ACTIONS.get(right.group(2) + ' ' + right.group(1));
    if (action == null) {
      throw new AssertionError("Which action is this? " + line);
    }
    String resource =
        switch (right.group(2)) {
          case "Topic" -> "topic/" + right.group(3);
          case "Group" -> "group/" + right.group(3);
          default -> "cluster";
        };
    return new AskedAction("kafka-cluster:" + action, resource);
  }
}
