package io.pinflow.emulator.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The tab-separated resources beside this class. */
final class Resources {

  private Resources() {}

  /** The rows of a resource, each split at its tabs. */
  static List<String[]> rows(String name) {
    try (InputStream input = Resources.class.getResourceAsStream(name)) {
      if (input == null) {
        throw new IllegalStateException("the emulator's jar lacks its resource " + name);
      }
      return new String(input.readAllBytes(), UTF_8).lines().map(row -> row.split("\t")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read resource " + name, e);
    }
  }
}
