package io.pinflow.emulator.source;

import io.pinflow.emulator.error.EmulatorErrors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads a file's lines as bytes. Lines end in {@code \n}, which is the only byte left out. */
final class LineReader implements AutoCloseable {

  private static final int MAX_LINE_BYTES = 64 * 1024 * 1024;
  private static final int INITIAL_BUFFER_BYTES = 64 * 1024;

  private final Path file;
  private final InputStream input;
  private byte[] buffer = new byte[INITIAL_BUFFER_BYTES];

  /** What is read and not yet given out lies in {@code buffer[start, end)}. */
  private int start;

  private int end;
  private boolean exhausted;
  private long lineNumber = 1;

  private LineReader(Path file, InputStream input) {
    this.file = file;
    this.input = input;
  }

  static LineReader open(Path file) {
    try {
      return new LineReader(file, Files.newInputStream(file));
    } catch (IOException e) {
      throw EmulatorErrors.fileUnreadable(file, e);
    }
  }

  /** The number of lines which {@link #next()} yields for a file. */
  static long count(Path file) {
    try (LineReader reader = open(file)) {
      long lines = 0;
      while (reader.next() != null) {
        lines++;
      }
      return lines;
    }
  }

  /** The next line that holds anything, or null at the end. */
  byte[] next() {
    int scanned = start;
    while (true) {
      while (scanned < end) {
        if (buffer[scanned] != '\n') {
          scanned++;
        } else if (scanned == start) {
          start = ++scanned;
          lineNumber++;
        } else {
          byte[] line = Arrays.copyOfRange(buffer, start, scanned);
          start = scanned + 1;
          lineNumber++;
          return line;
        }
      }
      if (exhausted) {
        byte[] last = start < end ? Arrays.copyOfRange(buffer, start, end) : null;
        start = end;
        return last;
      }
      scanned -= start;
      fill();
    }
  }

  /** Moves the unfinished line to the front, makes room behind it, and reads on. */
  private void fill() {
    int held = end - start;
    if (held >= MAX_LINE_BYTES) {
      throw EmulatorErrors.lineTooLong(file, lineNumber, MAX_LINE_BYTES);
    }
    byte[] target = held > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
    System.arraycopy(buffer, start, target, 0, held);
    buffer = target;
    start = 0;
    end = held;
    try {
      int read = input.read(buffer, end, buffer.length - end);
      exhausted = read < 0;
      end += Math.max(0, read);
    } catch (IOException e) {
      throw EmulatorErrors.fileUnreadable(file, e);
    }
  }

  @Override
  public void close() {
    try {
      input.close();
    } catch (IOException e) {
      throw EmulatorErrors.fileUnreadable(file, e);
    }
  }
}
