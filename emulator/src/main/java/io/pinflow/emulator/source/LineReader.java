package io.pinflow.emulator.source;

import io.pinflow.emulator.error.EmulatorErrors;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file's lines as bytes. Lines end in {@code \n}, which is the only byte left out. */
final class LineReader implements AutoCloseable {

  private static final int MAX_LINE_BYTES = 64 * 1024 * 1024;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path file;
  private final InputStream input;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long lineNumber;

  private LineReader(Path file, InputStream input) {
    this.file = file;
    this.input = input;
  }

  static LineReader open(Path file) {
    try {
      return new LineReader(
          file, new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
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
    line.reset();
    try {
      int next;
      while ((next = input.read()) >= 0) {
        if (next != '\n') {
          append(next);
        } else {
          lineNumber++;
          if (line.size() > 0) {
            return line.toByteArray();
          }
        }
      }
      return line.size() > 0 ? line.toByteArray() : null;
    } catch (IOException e) {
      throw EmulatorErrors.fileUnreadable(file, e);
    }
  }

  private void append(int next) {
    if (line.size() >= MAX_LINE_BYTES) {
      throw EmulatorErrors.lineTooLong(file, lineNumber + 1, MAX_LINE_BYTES);
    }
    line.write(next);
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
