package io.pinflow.delta.kernel;

import io.delta.kernel.hook.PostCommitHook;
import java.util.List;

/** Makes the log checkpoints that commits ask for. */
interface LogCheckpoints {

  /**
   * A commit has happened after which the table wants a log checkpoint. A failure to write it is
   * logged and otherwise ignored: the next interval makes up for it.
   *
   * @param version made by the commit
   * @param checksums of that version, which take a read of the whole log
   */
  void request(long version, List<PostCommitHook> checksums);

  /** Whether one was written since the last call: the log is now shorter to read. */
  boolean takeWritten();
}
