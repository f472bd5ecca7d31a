package io.pinflow.local.stack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The end of a log, for error messages. */
public final class LogTail {

  private static final int MAX_BYTES = 64 * 1024;
  private static final int MAX_LENGTH = 300;
  private static final Pattern TELLING =
      Pattern.compile("(?i)error|exception|fatal|caused by|already in use");

  private LogTail() {}

  /** The last line that tells of a problem, else the last line; empty where there is none. */
  public static String problem(Path log) {
    List<String> lines =
        lines(log).filter(line -> !line.isBlank() && !line.startsWith("\tat ")).toList();
    String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    String found = last;
    for (String line : lines) {
      if (TELLING.matcher(line).find()) {
        found = line;
      }
    }
    String text = found.strip();
    return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "..." : text;
  }

  private static Stream<String> lines(Path log) {
    try (SeekableByteChannel channel = Files.newByteChannel(log)) {
      long size = channel.size();
      channel.position(Math.max(0, size - MAX_BYTES));
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(size, MAX_BYTES));
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
      return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).lines();
    } catch (IOException noLog) {
      return Stream.empty();
    }
  }
}
