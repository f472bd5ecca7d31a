package io.pinflow.jobs.config;

import org.apache.flink.configuration.GlobalConfiguration;

/** A value as the user gave it, and where. */
final class Setting {

  private static final String MASK = "******";

  private final String key;
  private final String value;
  private final String origin;

  Setting(String key, String value, String origin) {
    this.key = key;
    this.value = value;
    this.origin = origin;
  }

  String key() {
    return key;
  }

  String value() {
    return value;
  }

  String origin() {
    return origin;
  }

  /**
   * The value as it may be logged: a password, a token and the like are masked, by Flink's own list
   * of such names.
   */
  String shown() {
    return GlobalConfiguration.isSensitive(key) ? MASK : value;
  }
}
