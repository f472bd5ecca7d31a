package io.pinflow.local.stack;

import io.pinflow.local.report.LocalErrors;
import java.io.IOException;
import java.util.Map;

/** Knows how each part of one stack is configured and run. */
final class PartFactory {

  private final KafkaPart kafka;
  private final S3Part s3;
  private final KinesisPart kinesis;
  private final FlinkParts flink;
  private final GatewayPart gateway;
  private final PrometheusPart prometheus;

  PartFactory(
      Home home,
      Installation installation,
      Ports ports,
      Credentials credentials,
      Map<String, String> flinkSettings) {
    this.kafka = new KafkaPart(home, installation, ports);
    this.s3 = new S3Part(home, installation, ports, credentials);
    this.kinesis = new KinesisPart(home, installation, ports);
    this.flink = new FlinkParts(home, installation, ports, credentials, flinkSettings);
    this.gateway = new GatewayPart(home, installation, ports);
    this.prometheus = new PrometheusPart(home, installation, ports);
  }

  /** Writes the configuration of every part. */
  void prepare() {
    try {
      kafka.prepare();
      s3.prepare();
      kinesis.prepare();
      flink.prepare();
      prometheus.prepare();
    } catch (IOException e) {
      throw LocalErrors.io("writing the stack's configuration", e);
    }
  }

  /** May run a short process of the part's own first. */
  PartSpec spec(Part part) {
    return switch (part) {
      case KAFKA -> kafka.spec();
      case S3 -> s3.spec();
      case KINESIS -> kinesis.spec();
      case JOBMANAGER, TASKMANAGER, SQL_GATEWAY -> flink.spec(part);
      case GATEWAY -> gateway.spec();
      case PROMETHEUS -> prometheus.spec();
    };
  }
}
