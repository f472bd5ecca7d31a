package io.pinflow.delta.maintenance;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import javax.annotation.Nullable;
import org.apache.flink.core.memory.MemorySegmentFactory;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;

/**
 * Sorts any number of rows with bounded memory: what does not fit goes to temporary files as sorted
 * runs, which are merged in the end. Stable; nulls come first. Not thread-safe.
 */
final class RowSorter implements Closeable {

  /** Takes the rows one by one, each good until the next. */
  @FunctionalInterface
  interface Output {

    void accept(RowData row) throws IOException;
  }

  /** What a row's objects take besides its bytes. */
  private static final int BYTES_PER_ROW = 96;

  private final RowDataSerializer serializer;
  private final Comparator<RowData> order;
  private final int fields;
  private final long memoryBytes;
  private final List<BinaryRowData> rows = new ArrayList<>();
  private final List<Path> runs = new ArrayList<>();
  private long heldBytes;

  RowSorter(RowType rowType, int[] columns, long memoryBytes) {
    this.serializer = new RowDataSerializer(rowType);
    this.order = RowOrder.of(rowType, columns);
    this.fields = rowType.getFieldCount();
    this.memoryBytes = memoryBytes;
  }

  void add(RowData row) throws IOException {
    BinaryRowData copy = serializer.toBinaryRow(row).copy();
    rows.add(copy);
    heldBytes += copy.getSizeInBytes() + BYTES_PER_ROW;
    if (heldBytes >= memoryBytes) {
      spill();
    }
  }

  /** Hands over all rows, after the last {@link #add}. */
  void forEachInOrder(Output output) throws IOException {
    rows.sort(order);
    PriorityQueue<Run> queue =
        new PriorityQueue<>(
            Comparator.<Run, RowData>comparing(run -> run.row, order)
                .thenComparingInt(run -> run.number));
    try {
      for (Path file : runs) {
        enqueue(queue, new SpilledRun(queue.size(), file, fields));
      }
      enqueue(queue, new HeldRun(runs.size(), rows));
      while (!queue.isEmpty()) {
        Run run = queue.poll();
        output.accept(run.row);
        enqueue(queue, run);
      }
    } finally {
      for (Run run : queue) {
        run.close();
      }
    }
  }

  private static void enqueue(PriorityQueue<Run> queue, Run run) throws IOException {
    run.row = run.next();
    if (run.row == null) {
      run.close();
    } else {
      queue.add(run);
    }
  }

  private void spill() throws IOException {
    rows.sort(order);
    Path file = Files.createTempFile("delta-sort-", ".run");
    runs.add(file);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      for (BinaryRowData row : rows) {
        out.writeInt(row.getSizeInBytes());
        out.write(row.getSegments()[0].getArray(), row.getOffset(), row.getSizeInBytes());
      }
    }
    rows.clear();
    heldBytes = 0;
  }

  @Override
  public void close() throws IOException {
    for (Path file : runs) {
      Files.deleteIfExists(file);
    }
  }

  /** Rows in order, the next of which is at hand. */
  private abstract static class Run implements Closeable {

    private final int number;
    private RowData row;

    Run(int number) {
      this.number = number;
    }

    @Nullable
    abstract RowData next() throws IOException;

    @Override
    public void close() throws IOException {}
  }

  private static final class HeldRun extends Run {

    private final List<BinaryRowData> rows;
    private int position;

    HeldRun(int number, List<BinaryRowData> rows) {
      super(number);
      this.rows = rows;
    }

    @Override
    RowData next() {
      return position == rows.size() ? null : rows.get(position++);
    }
  }

  private static final class SpilledRun extends Run {

    private final DataInputStream in;
    private final int fields;

    SpilledRun(int number, Path file, int fields) throws IOException {
      super(number);
      this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
      this.fields = fields;
    }

    @Override
    RowData next() throws IOException {
      int length;
      try {
        length = in.readInt();
      } catch (EOFException e) {
        return null;
      }
      byte[] bytes = new byte[length];
      in.readFully(bytes);
      BinaryRowData row = new BinaryRowData(fields);
      row.pointTo(MemorySegmentFactory.wrap(bytes), 0, length);
      return row;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
