package io.pinflow.local.report;

import java.util.Optional;
import java.util.regex.Pattern;

/** Reads stack traces which servers send as text. */
public final class StackTraces {

  private static final String CAUSED_BY = "Caused by: ";
  private static final int MAX_LENGTH = 400;
  private static final Pattern PACKAGE = Pattern.compile("^([a-z_0-9]+\\.)+(?=[A-Z])");
  private static final Pattern WRAPPING =
      Pattern.compile("<Exception on server side:|End of exception on server side>");

  private StackTraces() {}

  /** The innermost exception's class and message on one line; empty for an empty trace. */
  public static Optional<String> innermost(String trace) {
    if (trace.isBlank()) {
      return Optional.empty();
    }
    String text = WRAPPING.matcher(trace).replaceAll("").strip();
    int start = text.lastIndexOf(CAUSED_BY);
    String last = start < 0 ? text : text.substring(start + CAUSED_BY.length());
    StringBuilder line = new StringBuilder();
    for (String part : last.split("\\R")) {
      String message = part.strip();
      if (message.startsWith("at ") || message.startsWith("... ")) {
        break;
      }
      line.append(line.length() == 0 ? "" : " ").append(message);
    }
    String cause = PACKAGE.matcher(line).replaceFirst("");
    return Optional.of(
        cause.length() > MAX_LENGTH ? cause.substring(0, MAX_LENGTH) + "..." : cause);
  }
}
