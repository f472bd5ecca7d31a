package io.pinflow.emulator.secret;

import io.pinflow.emulator.error.EmulatorErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A password or key. It comes from the environment or from a file, since every user of a machine
 * can read the command lines of its processes, and it is never shown: not by {@link #toString()}
 * and not by any error.
 */
public final class Secret {

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  public static Secret of(String value) {
    return new Secret(value);
  }

  /** The secret in an environment variable, if that is set and not empty. */
  public static Optional<Secret> fromEnvironment(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> !value.isEmpty())
        .map(Secret::new);
  }

  /**
   * The secret which a file holds, without the end of its line.
   *
   * @throws io.pinflow.emulator.error.EmulatorException if the file cannot be read or is empty
   */
  public static Secret fromFile(Path file) {
    String value;
    try {
      value = Files.readString(file).stripTrailing();
    } catch (IOException e) {
      throw EmulatorErrors.secretFileUnreadable(file, e);
    }
    if (value.isEmpty()) {
      throw EmulatorErrors.secretFileIncomplete(file, "it is empty: write the secret into it");
    }
    return new Secret(value);
  }

  /** The secret itself, for the one who has to present it. */
  public String reveal() {
    return value;
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "***";
  }
}
