package io.pinflow.jobs.doctor;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/** A record of how far each source was taken over into some place. */
public interface SourceLedger {

  /** The place which holds the records. */
  String place();

  /** The setting which leads there, such as {@code --archive-root}. */
  String option();

  /**
   * Reads it.
   *
   * @return by source, such as {@code kafka://topic/0}, the last position that was taken over
   */
  Function<String, Optional<String>> read() throws IOException;
}
