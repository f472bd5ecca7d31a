package io.pinflow.local.stack;

import java.util.EnumSet;
import java.util.Set;

/** Which parts are told, when they start, where others are reached. */
final class Dependencies {

  private Dependencies() {}

  /**
   * The parts that were told of any of these. Flink's jobs know the broker, so its processes depend
   * on it too.
   */
  static Set<Part> of(Set<Part> parts) {
    Set<Part> dependents = EnumSet.noneOf(Part.class);
    for (Part part : parts) {
      dependents.addAll(
          switch (part) {
            case KAFKA -> EnumSet.of(Part.GATEWAY, Part.JOBMANAGER, Part.TASKMANAGER);
            case KINESIS -> EnumSet.of(Part.GATEWAY, Part.JOBMANAGER, Part.TASKMANAGER);
            case S3 -> EnumSet.of(Part.JOBMANAGER, Part.TASKMANAGER, Part.SQL_GATEWAY);
            case JOBMANAGER -> EnumSet.of(Part.TASKMANAGER, Part.SQL_GATEWAY);
            case TASKMANAGER, GATEWAY, SQL_GATEWAY, PROMETHEUS -> EnumSet.noneOf(Part.class);
          });
    }
    return dependents;
  }
}
