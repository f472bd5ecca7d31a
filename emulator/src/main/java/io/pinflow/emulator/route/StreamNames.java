package io.pinflow.emulator.route;

import io.pinflow.emulator.error.EmulatorErrors;
import io.pinflow.schema.RecordKind;
import java.util.regex.Pattern;

/**
 * The Kinesis streams of one pipeline: {@code streaming-<id>-pin}, {@code streaming-<id>-geo},
 * {@code streaming-<id>-user}.
 */
public final class StreamNames {

  /** Kinesis' own rule for stream names, shorter by the prefix and the longest suffix. */
  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,113}");

  private final String id;

  private StreamNames(String id) {
    this.id = id;
  }

  /**
   * The streams of an id.
   *
   * @throws io.pinflow.emulator.error.EmulatorException if Kinesis would not accept the names
   */
  public static StreamNames of(String id) {
    if (!VALID.matcher(id).matches()) {
      throw EmulatorErrors.invalidSetting(
          "stream id", id, "use letters, digits, '.', '_' and '-', at most 113 of them");
    }
    return new StreamNames(id);
  }

  public String stream(RecordKind kind) {
    return "streaming-" + id + "-" + kind.id();
  }
}
