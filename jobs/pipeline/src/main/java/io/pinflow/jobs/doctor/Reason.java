package io.pinflow.jobs.doctor;

import java.util.Optional;
import org.apache.flink.util.ExceptionUtils;

/** Why something failed, on one line. */
final class Reason {

  private static final int LONGEST = 300;

  private Reason() {}

  /** The innermost failure's message, with its kind. */
  static String of(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = root.getMessage() == null ? "" : root.getMessage().replaceAll("\\s+", " ");
    String text = root.getClass().getSimpleName() + (message.isEmpty() ? "" : ": " + message);
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }

  /** The first cause of a kind. */
  static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> kind) {
    return ExceptionUtils.findThrowable(failure, kind);
  }

  /** Whether a cause is of a class of this name: a plugin's classes are not ours. */
  static boolean isCausedBy(Throwable failure, String simpleName) {
    return ExceptionUtils.findThrowable(
            failure, cause -> cause.getClass().getSimpleName().equals(simpleName))
        .isPresent();
  }
}
