package io.pinflow.delta.kernel;

import java.time.Duration;

/** Parts of messages. */
final class ErrorText {

  private ErrorText() {}

  static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }

  static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  static String readable(Duration duration) {
    return duration.toDays() > 0 ? duration.toDays() + " days" : duration.toSeconds() + " s";
  }
}
