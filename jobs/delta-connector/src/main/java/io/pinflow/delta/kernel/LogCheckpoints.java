package io.pinflow.delta.kernel;

/** Makes the log checkpoints that commits ask for. */
interface LogCheckpoints {

  /**
   * A commit has happened after which the table wants a log checkpoint. A failure to write it is
   * logged and otherwise ignored: the next interval makes up for it.
   */
  void request();

  /** Whether one was written since the last call: the log is now shorter to read. */
  boolean takeWritten();
}
