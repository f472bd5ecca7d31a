package io.pinflow.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of these jobs, as built. */
final class ComponentVersion {

  private static final String RESOURCE = "component.properties";

  private ComponentVersion() {}

  static String get() {
    return properties().getProperty("version");
  }

  /** The Flink version they were built against. */
  static String flink() {
    return properties().getProperty("flink.version");
  }

  private static Properties properties() {
    Properties properties = new Properties();
    try (InputStream in = ComponentVersion.class.getResourceAsStream(RESOURCE)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + RESOURCE, e);
    }
    return properties;
  }
}
