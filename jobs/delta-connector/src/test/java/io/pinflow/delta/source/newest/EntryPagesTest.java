package io.pinflow.delta.source.newest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.core.memory.MemorySegmentFactory;
import org.apache.flink.runtime.io.disk.iomanager.IOManager;
import org.apache.flink.runtime.io.disk.iomanager.IOManagerAsync;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntryPagesTest {

  private static final int PARTS = 4;
  private static final int PAGE_BYTES = 256;

  @TempDir private Path folder;

  @Test
  void givesBackEveryEntryInItsPartAndOrderWhetherOrNotTheMemoryHoldsThem() throws Exception {
    for (int entries : new int[] {0, 1, 90, 5_000}) {
      try (IOManager files = new IOManagerAsync(folder.toString());
          EntryPages pages = new EntryPages(memory(2 * PARTS), PARTS, files)) {
        for (int i = 0; i < entries; i++) {
          pages.add(i * i % PARTS, i, -i * 1_000_000_007L, i | KeyEntry.NULL_KEY, 7 * i);
        }
        assertThat(pages.spilledBytes() > 0).isEqualTo(entries == 5_000);
        for (int part = 0; part < PARTS; part++) {
          int wanted = part;
          List<String> drained = new ArrayList<>();
          pages.drain(
              part,
              (key, time, place, split) ->
                  drained.add(key + " " + time + " " + KeyEntry.position(place) + " " + split));
          assertThat(drained)
              .isEqualTo(
                  IntStream.range(0, entries)
                      .filter(i -> i * i % PARTS == wanted)
                      .mapToObj(i -> i + " " + -i * 1_000_000_007L + " " + i + " " + 7 * i)
                      .collect(Collectors.toList()));
        }
        assertThat(temporaryFiles()).isEmpty();
      }
    }
  }

  @Test
  void deletesItsFilesWhenItIsClosedEarly() throws Exception {
    try (IOManager files = new IOManagerAsync(folder.toString());
        EntryPages pages = new EntryPages(memory(2 * PARTS), PARTS, files)) {
      for (int i = 0; i < 1_000; i++) {
        pages.add(i % PARTS, i, i, i, i);
      }
      assertThat(temporaryFiles()).isNotEmpty();
      pages.close();
      assertThat(temporaryFiles()).isEmpty();
    }
  }

  private List<Path> temporaryFiles() throws Exception {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).collect(Collectors.toList());
    }
  }

  /** Of the kind which tasks are given. */
  private static List<MemorySegment> memory(int pages) {
    return IntStream.range(0, pages)
        .mapToObj(i -> MemorySegmentFactory.allocateOffHeapUnsafeMemory(PAGE_BYTES))
        .collect(Collectors.toList());
  }
}
