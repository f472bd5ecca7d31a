package io.pinflow.emulator.gateway;

import java.util.List;

/** Which operation answers which method and path. */
record RouteTable(List<Entry> entries) {

  /** The path's variable, in a path template. */
  static final String TOPIC = "topic";

  /**
   * One route.
   *
   * @param method in upper case
   * @param path a template such as {@code /topics/{topic}}
   */
  record Entry(String method, String path, Operation operation) {}

  RouteTable {
    entries = List.copyOf(entries);
  }

  /** Kafka REST v2 as far as producing needs it, and a health check. */
  static RouteTable kafkaRest(TopicDirectory topics, RecordProducer producer) {
    return new RouteTable(
        List.of(
            new Entry("POST", "/topics/{topic}", new ProduceOperation(topics, producer)),
            new Entry("GET", "/topics/{topic}", new DescribeTopicOperation(topics)),
            new Entry("GET", "/topics", new ListTopicsOperation(topics)),
            new Entry("GET", "/health", new HealthOperation(topics))));
  }
}
