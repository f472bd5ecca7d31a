package io.pinflow.local.stack;

/**
 * The configuration of the broker: one node which is its own controller, on the loopback address
 * alone.
 */
final class KafkaConfig {

  private KafkaConfig() {}

  static String properties(Home home, Ports ports) {
    String text =
        """
        # Rendered by pinflow at every start: changes are lost.
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        inter.broker.listener.name=PLAINTEXT
        controller.listener.names=CONTROLLER
        listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
        log.dirs=%3$s
        num.partitions=%4$d
        default.replication.factor=1
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=1
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=1
        group.initial.rebalance.delay.ms=0
        auto.create.topics.enable=false
        message.max.bytes=10485880
        log.segment.bytes=134217728
        # The stack's records stay until its home is deleted.
        log.retention.ms=-1
        """;
    return text.formatted(
        ports.get(Port.KAFKA),
        ports.get(Port.KAFKA_CONTROLLER),
        escaped(home.kafkaData().toString()),
        Lake.PARTITIONS);
  }

  /** As java.util.Properties reads it; a comma would make two folders of one. */
  private static String escaped(String path) {
    return path.replace("\\", "\\\\");
  }
}
