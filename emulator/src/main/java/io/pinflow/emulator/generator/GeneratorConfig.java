package io.pinflow.emulator.generator;

import io.pinflow.emulator.error.EmulatorErrors;

/**
 * What to generate.
 *
 * @param seed equal seeds give equal posts
 * @param catalogueSize how many different posts there are to draw from; drawing is with
 *     replacement, so that a post can come again exactly as before
 */
public record GeneratorConfig(long seed, int catalogueSize) {

  /** The size of the real collection. */
  public static final int REAL_CATALOGUE_SIZE = 11_154;

  private static final int MAX_CATALOGUE_SIZE = 5_000_000;

  public GeneratorConfig {
    if (catalogueSize < 1 || catalogueSize > MAX_CATALOGUE_SIZE) {
      throw EmulatorErrors.invalidSetting(
          "catalogue size", catalogueSize, "it must lie between 1 and " + MAX_CATALOGUE_SIZE);
    }
  }

  /** Draws from as many different posts as the real collection has. */
  public static GeneratorConfig ofSeed(long seed) {
    return new GeneratorConfig(seed, REAL_CATALOGUE_SIZE);
  }
}
