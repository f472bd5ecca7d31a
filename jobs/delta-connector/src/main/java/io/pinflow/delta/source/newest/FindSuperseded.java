package io.pinflow.delta.source.newest;

import io.pinflow.delta.source.DeltaSource;
import io.pinflow.delta.source.DeltaSourceSplit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.core.memory.ManagedMemoryUseCase;
import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.runtime.execution.Environment;
import org.apache.flink.runtime.memory.MemoryAllocationException;
import org.apache.flink.runtime.memory.MemoryManager;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.Preconditions;

/**
 * Finds the rows of its keys which are not the newest. Keeps 20 bytes a row until it has seen all,
 * in managed memory and, what finds no room there, in temporary files; then takes one part of the
 * keys after the other. For bounded input: nothing of it is in a checkpoint.
 */
final class FindSuperseded extends AbstractStreamOperator<Tuple3<Integer, Integer, byte[]>>
    implements OneInputStreamOperator<
            Tuple3<Integer, Integer, byte[]>, Tuple3<Integer, Integer, byte[]>>,
        BoundedOneInput {

  private static final long serialVersionUID = 1L;

  /** A power of two. */
  private static final int MOST_PARTS = 64;

  private final NewestRule rule;
  @Nullable private final DeltaSource ties;
  private final int readers;

  private transient Map<Integer, DeltaSourceSplit> splits;
  private transient List<MemorySegment> memory;
  private transient EntryPages pages;

  FindSuperseded(NewestRule rule, @Nullable DeltaSource ties, int readers) {
    this.rule = rule;
    this.ties = ties;
    this.readers = readers;
  }

  @Override
  public void open() throws Exception {
    super.open();
    splits = new HashMap<>();
    memory = allocate();
    int parts = Math.min(MOST_PARTS, Integer.highestOneBit(memory.size() / 2));
    pages = new EntryPages(memory, parts, getContainingTask().getEnvironment().getIOManager());
  }

  private List<MemorySegment> allocate() throws MemoryAllocationException {
    Environment environment = getContainingTask().getEnvironment();
    MemoryManager manager = environment.getMemoryManager();
    long bytes =
        manager.computeMemorySize(
            getOperatorConfig()
                .getManagedMemoryFractionOperatorUseCaseOfSlot(
                    ManagedMemoryUseCase.OPERATOR,
                    environment.getJobConfiguration(),
                    environment.getTaskManagerInfo().getConfiguration(),
                    environment.getUserCodeClassLoader().asClassLoader()));
    int count = (int) Math.min(Integer.MAX_VALUE, bytes / manager.getPageSize());
    Preconditions.checkState(
        count >= 2,
        "%s bytes of managed memory are too little to find the newest rows of a table; raise"
            + " 'taskmanager.memory.managed.size'",
        bytes);
    List<MemorySegment> segments = new ArrayList<>();
    manager.allocatePages(this, segments, count);
    return segments;
  }

  @Override
  public void processElement(StreamRecord<Tuple3<Integer, Integer, byte[]>> record)
      throws IOException {
    Tuple3<Integer, Integer, byte[]> block = record.getValue();
    if (block.f1 < 0) {
      int number = ~block.f1;
      splits.put(number, ScanSplit.of(block.f2).split());
      if (number % readers == getRuntimeContext().getTaskInfo().getIndexOfThisSubtask()) {
        output.collect(record);
      }
      return;
    }
    int split = block.f1;
    int mask = pages.parts() - 1;
    ByteBuffer entries = ByteBuffer.wrap(block.f2);
    while (entries.hasRemaining()) {
      int key = entries.getInt();
      long time = entries.getLong();
      pages.add(KeyHash.of(key) & mask, key, time, entries.getInt(), split);
    }
  }

  @Override
  public void endInput() throws IOException {
    StreamRecord<Tuple3<Integer, Integer, byte[]>> record = new StreamRecord<>(null);
    SupersededRows superseded =
        new SupersededRows(readers, block -> output.collect(record.replace(block)));
    NewestTable newest = new NewestTable(superseded);
    Ties undecided = new Ties(rule, ties);
    long spilled = pages.spilledBytes();
    for (int part = 0; part < pages.parts(); part++) {
      pages.drain(part, newest);
      newest.finish(undecided::add);
    }
    release();
    undecided.decide(splits, superseded);
    superseded.finish();
    if (spilled > 0) {
      LOG.info("Found the newest rows with {} bytes in temporary files", spilled);
    }
  }

  private void release() {
    if (pages != null) {
      pages.close();
      pages = null;
    }
    if (memory != null) {
      getContainingTask().getEnvironment().getMemoryManager().release(memory);
      memory = null;
    }
  }

  @Override
  public void close() throws Exception {
    release();
    super.close();
  }
}
