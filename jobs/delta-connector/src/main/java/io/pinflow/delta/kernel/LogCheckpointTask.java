package io.pinflow.delta.kernel;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one log checkpoint and what belongs to it; a failure is logged and reported, no more. */
final class LogCheckpointTask {

  private static final Logger LOG = LoggerFactory.getLogger(LogCheckpointTask.class);

  private final DeltaEngine engine;
  private final DeltaTable table;

  LogCheckpointTask(DeltaEngine engine, DeltaTable table) {
    this.engine = engine;
    this.table = table;
  }

  /** Whether the table has a log checkpoint of its newest version now. */
  boolean run() {
    try {
      LogCheckpoint.write(engine, table);
      return true;
    } catch (IOException | RuntimeException e) {
      LOG.warn("No log checkpoint of {}, will try at the next interval", table.path(), e);
      return false;
    }
  }
}
