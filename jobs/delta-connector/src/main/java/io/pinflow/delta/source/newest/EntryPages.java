package io.pinflow.delta.source.newest;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.core.memory.MemorySegmentFactory;
import org.apache.flink.runtime.io.disk.iomanager.IOManager;

/**
 * Entries by part of the keys, in pages of memory; pages which find no room are written to one file
 * a part. Not thread-safe.
 */
final class EntryPages implements AutoCloseable {

  private static final int ENTRY_BYTES = KeyEntry.BYTES + Integer.BYTES;
  private static final int TIME = Integer.BYTES;
  private static final int PLACE = TIME + Long.BYTES;
  private static final int SPLIT = PLACE + Integer.BYTES;

  /** Takes the entries of a part one after the other. */
  interface Visitor {
    void visit(int key, long time, int place, int split);
  }

  private static final class Part {
    private final List<MemorySegment> full = new ArrayList<>();
    private MemorySegment page;
    private int used;
    private File file;
    private FileChannel channel;
  }

  private final Deque<MemorySegment> free;
  private final int pageBytes;
  private final IOManager files;
  private final Part[] parts;

  /** Managed memory cannot be written to a file itself. */
  private final ByteBuffer transfer;

  private long spilledBytes;

  /**
   * @param memory at least two pages a part, all of the same size
   * @param files makes files for what finds no room
   */
  EntryPages(List<MemorySegment> memory, int parts, IOManager files) {
    if (memory.size() < 2 * parts) {
      throw new IllegalArgumentException(memory.size() + " pages for " + parts + " parts");
    }
    this.free = new ArrayDeque<>(memory);
    this.pageBytes = (memory.get(0).size() / ENTRY_BYTES) * ENTRY_BYTES;
    this.transfer = ByteBuffer.allocate(pageBytes);
    this.files = files;
    this.parts = new Part[parts];
    for (int i = 0; i < parts; i++) {
      this.parts[i] = new Part();
    }
  }

  int parts() {
    return parts.length;
  }

  long spilledBytes() {
    return spilledBytes;
  }

  void add(int number, int key, long time, int place, int split) throws IOException {
    Part part = parts[number];
    if (part.page == null || part.used == pageBytes) {
      nextPage(part);
    }
    MemorySegment page = part.page;
    int at = part.used;
    page.putInt(at, key);
    page.putLong(at + TIME, time);
    page.putInt(at + PLACE, place);
    page.putInt(at + SPLIT, split);
    part.used = at + ENTRY_BYTES;
  }

  private void nextPage(Part part) throws IOException {
    if (part.page != null) {
      part.full.add(part.page);
      part.page = null;
    }
    if (free.isEmpty()) {
      spillLargest();
    }
    part.page = free.pop();
    part.used = 0;
  }

  /** There are more pages than parts, so that some part has a full one. */
  private void spillLargest() throws IOException {
    Part largest = parts[0];
    for (Part part : parts) {
      if (part.full.size() > largest.full.size()) {
        largest = part;
      }
    }
    if (largest.channel == null) {
      largest.file = files.createChannel().getPathFile();
      largest.channel =
          FileChannel.open(
              largest.file.toPath(),
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
    }
    for (MemorySegment page : largest.full) {
      transfer.clear();
      page.get(0, transfer, pageBytes);
      transfer.flip();
      while (transfer.hasRemaining()) {
        spilledBytes += largest.channel.write(transfer);
      }
      free.push(page);
    }
    largest.full.clear();
  }

  /** Shows the entries of a part, in the order in which they were added, and forgets them. */
  void drain(int number, Visitor visitor) throws IOException {
    Part part = parts[number];
    if (part.channel != null) {
      visitFile(part, visitor);
    }
    for (MemorySegment page : part.full) {
      visit(page, pageBytes, visitor);
    }
    if (part.page != null) {
      visit(part.page, part.used, visitor);
    }
    close(part);
  }

  private void visitFile(Part part, Visitor visitor) throws IOException {
    byte[] bytes = new byte[pageBytes];
    MemorySegment page = MemorySegmentFactory.wrap(bytes);
    part.channel.position(0);
    for (long left = part.channel.size(); left > 0; left -= pageBytes) {
      ByteBuffer target = ByteBuffer.wrap(bytes);
      while (target.hasRemaining()) {
        if (part.channel.read(target) < 0) {
          throw new IOException("The temporary file " + part.file + " has been cut short");
        }
      }
      visit(page, pageBytes, visitor);
    }
  }

  private static void visit(MemorySegment page, int used, Visitor visitor) {
    for (int at = 0; at < used; at += ENTRY_BYTES) {
      visitor.visit(
          page.getInt(at),
          page.getLong(at + TIME),
          page.getInt(at + PLACE),
          page.getInt(at + SPLIT));
    }
  }

  private void close(Part part) throws IOException {
    free.addAll(part.full);
    part.full.clear();
    if (part.page != null) {
      free.add(part.page);
      part.page = null;
    }
    if (part.channel != null) {
      part.channel.close();
      part.channel = null;
      Files.deleteIfExists(part.file.toPath());
    }
  }

  /** Deletes the files; the memory is the caller's. */
  @Override
  public void close() {
    for (Part part : parts) {
      try {
        close(part);
      } catch (IOException e) {
        throw new UncheckedIOException("deleting " + part.file, e);
      }
    }
  }
}
