package io.pinflow.local.report;

import java.util.Optional;

/** Reads stack traces which servers send as text. */
public final class StackTraces {

  private static final String CAUSED_BY = "Caused by: ";
  private static final int MAX_LENGTH = 400;

  private StackTraces() {}

  /** The innermost exception's class and message on one line; empty for an empty trace. */
  public static Optional<String> innermost(String trace) {
    if (trace.isBlank()) {
      return Optional.empty();
    }
    int start = trace.lastIndexOf(CAUSED_BY);
    String last = start < 0 ? trace : trace.substring(start + CAUSED_BY.length());
    StringBuilder line = new StringBuilder();
    for (String part : last.split("\\R")) {
      String text = part.strip();
      if (text.startsWith("at ") || text.startsWith("... ")) {
        break;
      }
      line.append(line.length() == 0 ? "" : " ").append(text);
    }
    return Optional.of(
        line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) + "..." : line.toString());
  }
}
