package io.pinflow.jobs.clean;

import io.pinflow.schema.ContentHash;
import io.pinflow.schema.RecordKind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs {@link DeduplicateFunction}, and first makes up for what its state does not know.
 *
 * <p>A job that starts from a savepoint older than its tables, or from none, reads records again
 * which are stored. Of two equal records the other one than at first may come first now. So the
 * state takes in what the tables hold before any record is looked at.
 */
final class DeduplicateOperator extends KeyedProcessOperator<ContentHash, CleanRecord, Void> {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(DeduplicateOperator.class);

  private final DeduplicateFunction function;
  private final EnumSet<RecordKind> kinds;
  private final Duration window;
  private final TableContents tables;

  DeduplicateOperator(Duration window, TableOutputs outputs, TableContents tables) {
    this(new DeduplicateFunction(window, outputs), window, outputs, tables);
  }

  private DeduplicateOperator(
      DeduplicateFunction function, Duration window, TableOutputs outputs, TableContents tables) {
    super(function);
    this.function = function;
    this.kinds = EnumSet.copyOf(outputs.byKind().keySet());
    this.window = window;
    this.tables = tables;
  }

  @Override
  public void open() throws Exception {
    super.open();
    for (RecordKind kind : kinds) {
      if (function.isBehind(kind, tables)) {
        remember(kind);
      }
    }
  }

  private void remember(RecordKind kind) throws IOException {
    TaskInfo task = getRuntimeContext().getTaskInfo();
    Instant since = Instant.now().minus(window);
    long[] rows = new long[1];
    tables.forEachRow(
        kind,
        since,
        row -> {
          ContentHash hash = row.contentHash();
          int subtask =
              KeyGroupRangeAssignment.assignKeyToParallelOperator(
                  hash, task.getMaxNumberOfParallelSubtasks(), task.getNumberOfParallelSubtasks());
          if (subtask == task.getIndexOfThisSubtask()) {
            setCurrentKey(hash);
            function.remember();
            rows[0]++;
          }
        });
    LOG.info(
        "The table of {} is ahead of this job's state: remembered {} rows stored since {}",
        kind.id(),
        rows[0],
        since);
  }
}
