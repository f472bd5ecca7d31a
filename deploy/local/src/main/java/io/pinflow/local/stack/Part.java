package io.pinflow.local.stack;

import java.util.Locale;

/**
 * The processes of the local stack, in the order in which they are shown. All but Kinesis, which
 * needs Node, and Prometheus, which is started by request alone, are always there.
 */
public enum Part {
  KAFKA,
  S3,
  KINESIS,
  JOBMANAGER,
  TASKMANAGER,
  GATEWAY,
  SQL_GATEWAY,
  PROMETHEUS;

  /** The name in commands, files and messages. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
