package io.pinflow.emulator.route;

import io.pinflow.emulator.error.EmulatorErrors;
import io.pinflow.schema.RecordKind;
import java.util.regex.Pattern;

/** The topics of one pipeline: {@code <id>.pin}, {@code <id>.geo}, {@code <id>.user}. */
public final class TopicNames {

  /** Kafka's own rule for topic names, shorter by the longest suffix. */
  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,240}");

  private final String id;

  private TopicNames(String id) {
    this.id = id;
  }

  /**
   * The topics of an id.
   *
   * @throws io.pinflow.emulator.error.EmulatorException if Kafka would not accept the names
   */
  public static TopicNames of(String id) {
    if (!VALID.matcher(id).matches()) {
      throw EmulatorErrors.invalidSetting(
          "topic id", id, "use letters, digits, '.', '_' and '-', at most 240 of them");
    }
    return new TopicNames(id);
  }

  public String topic(RecordKind kind) {
    return id + "." + kind.id();
  }
}
