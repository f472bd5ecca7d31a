package io.pinflow.local.command;

import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.stack.Part;
import io.pinflow.local.stack.Ports;
import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The ports a user may insist on. */
final class PortOptions {

  private static final int HIGHEST = 65_535;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      description = "Kafka (9092, or any free one).")
  private Integer kafka;

  @Option(
      names = "--s3-port",
      paramLabel = "PORT",
      description = "S3 server (9000, or any free one).")
  private Integer s3;

  @Option(
      names = "--kinesis-port",
      paramLabel = "PORT",
      description = "Kinesis server (4567, or any free one).")
  private Integer kinesis;

  @Option(
      names = "--flink-port",
      paramLabel = "PORT",
      description = "Flink's Web UI (8081, or any free one).")
  private Integer flink;

  @Option(
      names = "--gateway-port",
      paramLabel = "PORT",
      description = "REST gateway (8082, or any free one).")
  private Integer gateway;

  @Option(
      names = "--sql-gateway-port",
      paramLabel = "PORT",
      description = "SQL gateway (8083, or any free one).")
  private Integer sqlGateway;

  Map<Part, Integer> requested() {
    Map<Part, Integer> requested = new EnumMap<>(Part.class);
    put(requested, Part.KAFKA, kafka);
    put(requested, Part.S3, s3);
    put(requested, Part.KINESIS, kinesis);
    put(requested, Part.JOBMANAGER, flink);
    put(requested, Part.GATEWAY, gateway);
    put(requested, Part.SQL_GATEWAY, sqlGateway);
    return requested;
  }

  private static void put(Map<Part, Integer> requested, Part part, Integer port) {
    if (port != null) {
      if (port < 1 || port > HIGHEST) {
        throw LocalErrors.outOfRange(Ports.option(part), port, "a port from 1 to " + HIGHEST);
      }
      requested.put(part, port);
    }
  }
}
