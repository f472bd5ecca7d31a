package io.pinflow.jobs.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a stream of bytes, in place: nothing is copied that need not be. Not thread-safe.
 */
final class LineScanner {

  private final InputStream in;
  private byte[] buffer = new byte[64 * 1024];
  private int filled;
  private int from;
  private int to;
  private int next;

  LineScanner(InputStream in) {
    this.in = in;
  }

  /**
   * Goes to the next line, if there is one.
   *
   * @throws EOFException if the stream ends within a line
   */
  boolean next() throws IOException {
    from = next;
    int at = from;
    while (true) {
      for (; at < filled; at++) {
        if (buffer[at] == '\n') {
          to = at;
          next = at + 1;
          return true;
        }
      }
      int scanned = at - from;
      if (!fill()) {
        if (from < filled) {
          throw new EOFException("the last line has no end");
        }
        return false;
      }
      at = from + scanned;
    }
  }

  /** What holds the line, until the next one is asked for. */
  byte[] bytes() {
    return buffer;
  }

  int from() {
    return from;
  }

  /** Behind the line's last byte, where its line break stands. */
  int to() {
    return to;
  }

  /** Makes room behind the line begun and reads more of it. */
  private boolean fill() throws IOException {
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, filled - from);
      filled -= from;
      next -= from;
      from = 0;
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.multiplyExact(buffer.length, 2));
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    filled += Math.max(read, 0);
    return read > 0;
  }
}
