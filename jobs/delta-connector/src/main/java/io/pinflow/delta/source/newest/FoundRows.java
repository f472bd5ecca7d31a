package io.pinflow.delta.source.newest;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which rows earlier scans have found superseded, by scan and split. What a scan finds depends on
 * its rule, the table's version and its files alone, and files of a Delta table never change, so
 * that nothing in here goes out of date; what has been unused for longest leaves when there is no
 * room. May be used by several threads at once.
 */
final class FoundRows {

  /** A bit a row: a megabyte holds eight million rows. */
  private static final int PART_OF_HEAP = 32;

  /**
   * Of this process, so that one query finds what another has found: tasks of different jobs share
   * nothing else. Where each job has a class loader of its own it lives as long as the job.
   */
  static final FoundRows OF_PROCESS =
      new FoundRows(Runtime.getRuntime().maxMemory() / PART_OF_HEAP);

  private final long mostBytes;
  private final Map<String, BitSet[]> scans = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  FoundRows(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** The superseded rows of each split in their order; empty unless all are known. */
  synchronized Optional<List<BitSet>> of(String scan) {
    BitSet[] found = scans.get(scan);
    return found == null || Arrays.stream(found).anyMatch(Objects::isNull)
        ? Optional.empty()
        : Optional.of(List.of(found));
  }

  /**
   * Keeps what was found, as long as there is room.
   *
   * @param splits of the scan, how many
   * @param superseded by their positions in the file; not changed any more
   */
  synchronized void add(String scan, int splits, int number, BitSet superseded) {
    BitSet[] found = scans.computeIfAbsent(scan, added -> new BitSet[splits]);
    if (found[number] == null) {
      found[number] = superseded;
      bytes += superseded.size() / Byte.SIZE;
      makeRoom();
    }
  }

  private void makeRoom() {
    Iterator<BitSet[]> eldest = scans.values().iterator();
    while (bytes > mostBytes && eldest.hasNext()) {
      for (BitSet superseded : eldest.next()) {
        bytes -= superseded == null ? 0 : superseded.size() / Byte.SIZE;
      }
      eldest.remove();
    }
  }
}
