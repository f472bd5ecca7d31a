package io.pinflow.local.stack;

import java.util.Locale;

/**
 * The ports the stack listens on, each with the part it belongs to and the number it has unless
 * that is taken.
 */
enum Port {
  KAFKA(Part.KAFKA, 9092),
  KAFKA_CONTROLLER(Part.KAFKA, 9093),
  S3(Part.S3, 9000),
  KINESIS(Part.KINESIS, 4567),
  KINESIS_TLS(Part.KINESIS, 4568),
  FLINK_REST(Part.JOBMANAGER, 8081),
  FLINK_RPC(Part.JOBMANAGER, 6123),
  GATEWAY(Part.GATEWAY, 8082),
  SQL_GATEWAY(Part.SQL_GATEWAY, 8083),
  JOBMANAGER_METRICS(Part.JOBMANAGER, 9249),
  TASKMANAGER_METRICS(Part.TASKMANAGER, 9250),
  PROMETHEUS(Part.PROMETHEUS, 9090);

  private final Part part;
  private final int standard;

  Port(Part part, int standard) {
    this.part = part;
    this.standard = standard;
  }

  Part part() {
    return part;
  }

  int standard() {
    return standard;
  }

  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
