package io.pinflow.jobs.config;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The application properties of Amazon Managed Service for Apache Flink, where the job runs there.
 */
final class ManagedRuntime {

  private static final String ORIGIN = "runtime properties";

  private ManagedRuntime() {}

  /**
   * The service's property groups; none where neither its library nor its properties are present.
   */
  static PropertyGroups propertyGroups() {
    Map<String, Map<String, String>> groups = new LinkedHashMap<>();
    for (Map.Entry<String, Properties> group : applicationProperties().entrySet()) {
      Map<String, String> properties = new LinkedHashMap<>();
      Properties entries = group.getValue();
      entries.stringPropertyNames().forEach(key -> properties.put(key, entries.getProperty(key)));
      groups.put(group.getKey(), properties);
    }
    return new PropertyGroups(ORIGIN, groups);
  }

  private static Map<String, Properties> applicationProperties() {
    try {
      return KinesisAnalyticsRuntime.getApplicationProperties();
    } catch (NoClassDefFoundError e) {
      // The service provides the library; elsewhere it is not on the class path.
      return Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the application's runtime properties", e);
    }
  }
}
