package io.pinflow.emulator.source.database;

import io.pinflow.emulator.error.EmulatorErrors;

/**
 * Which rows are drawn.
 *
 * @param seed equal seeds draw equal keys
 * @param draws how many posts are drawn
 * @param highestKey keys are drawn from 0 to this one, with replacement
 */
public record DrawsConfig(long seed, long draws, int highestKey) {

  /** What the original draws from, of 11,154 rows. */
  public static final int ORIGINAL_HIGHEST_KEY = 11_000;

  public DrawsConfig {
    if (draws < 0) {
      throw EmulatorErrors.invalidSetting("number of posts", draws, "it must not be negative");
    }
    if (highestKey < 0 || highestKey == Integer.MAX_VALUE) {
      throw EmulatorErrors.invalidSetting(
          "highest drawn key", highestKey, "it must lie between 0 and " + (Integer.MAX_VALUE - 1));
    }
  }
}
