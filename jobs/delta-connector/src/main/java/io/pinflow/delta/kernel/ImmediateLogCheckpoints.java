package io.pinflow.delta.kernel;

/** Writes each log checkpoint at once. Not thread-safe. */
final class ImmediateLogCheckpoints implements LogCheckpoints {

  private final LogCheckpointTask task;
  private boolean written;

  ImmediateLogCheckpoints(DeltaEngine engine, DeltaTable table) {
    this.task = new LogCheckpointTask(engine, table);
  }

  @Override
  public void request() {
    written |= task.run();
  }

  @Override
  public boolean takeWritten() {
    boolean result = written;
    written = false;
    return result;
  }
}
