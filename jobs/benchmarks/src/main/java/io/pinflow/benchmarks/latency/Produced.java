package io.pinflow.benchmarks.latency;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When each record was due, by partition and offset, and how long it took until it was visible.
 * Thread-safe.
 */
final class Produced {

  private final long measuredFrom;
  private final Map<String, Partition> partitions = new HashMap<>();
  private final List<long[]> delays = new ArrayList<>();
  private long visible;

  /**
   * Nothing yet.
   *
   * @param measuredFrom milliseconds since the epoch: records due before are not counted
   */
  Produced(long measuredFrom) {
    this.measuredFrom = measuredFrom;
  }

  synchronized void add(String partition, long offset, long dueMillis) {
    partitions.computeIfAbsent(partition, name -> new Partition()).put((int) offset, dueMillis);
  }

  /** Takes note that a partition is visible up to an offset. */
  synchronized void visible(String partition, long lastOffset, long nowMillis) {
    Partition known = partitions.computeIfAbsent(partition, name -> new Partition());
    int end = (int) Math.min(lastOffset + 1, known.size);
    long[] batch = new long[Math.max(0, end - known.visible)];
    int count = 0;
    while (known.visible < end) {
      long due = known.due[known.visible++];
      visible++;
      if (due >= measuredFrom) {
        batch[count++] = nowMillis - due;
      }
    }
    delays.add(Arrays.copyOf(batch, count));
  }

  synchronized long visibleRecords() {
    return visible;
  }

  synchronized long records() {
    return partitions.values().stream().mapToLong(partition -> partition.size).sum();
  }

  /** Milliseconds, in ascending order. */
  synchronized long[] delays() {
    return delays.stream().flatMapToLong(Arrays::stream).sorted().toArray();
  }

  private static final class Partition {
    private long[] due = new long[1 << 12];
    private int size;
    private int visible;

    void put(int offset, long dueMillis) {
      if (offset != size) {
        throw new IllegalStateException("Offset " + offset + " was acknowledged after " + size);
      }
      if (size == due.length) {
        due = Arrays.copyOf(due, 2 * size);
      }
      due[size++] = dueMillis;
    }
  }
}
