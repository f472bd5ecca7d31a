package io.pinflow.aws;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** What is kept: network, Kafka cluster, streams and bucket. */
final class DataStack extends Stack {

  private final Network network;
  private final KafkaCluster kafka;
  private final Streams streams;
  private final LakeBucket lake;

  DataStack(Construct scope, String id, StackProps props, StageSettings settings) {
    super(scope, id, props);
    network = new Network(this, settings);
    kafka = new KafkaCluster(this, settings, network);
    streams = new Streams(this, settings);
    lake = new LakeBucket(this, settings);
    CfnOutput.Builder.create(this, "ArchiveRoot").value(lake.archiveRoot().uri()).build();
    CfnOutput.Builder.create(this, "TableRoot").value(lake.tableRoot().uri()).build();
    CfnOutput.Builder.create(this, "BootstrapServers").value(kafka.bootstrapServers()).build();
  }

  Network network() {
    return network;
  }

  KafkaCluster kafka() {
    return kafka;
  }

  Streams streams() {
    return streams;
  }

  LakeBucket lake() {
    return lake;
  }
}
