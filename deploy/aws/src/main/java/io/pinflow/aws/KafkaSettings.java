package io.pinflow.aws;

import java.util.Locale;

/**
 * The Kafka cluster and its topics.
 *
 * @param partitions of each topic
 * @param retentionHours of each topic's records
 * @param brokers the brokers of a provisioned cluster, null of a serverless one
 */
record KafkaSettings(Type type, int partitions, int retentionHours, Brokers brokers) {

  /** Serverless scales and is paid by use and by the hour; provisioned has brokers of a size. */
  enum Type {
    SERVERLESS,
    PROVISIONED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param instance such as {@code kafka.m7g.large}
   * @param storageGb of each broker
   */
  record Brokers(String version, String instance, int number, int storageGb) {}

  static KafkaSettings read(ContextReader settings, int zones) {
    Type type = settings.choice("type", Type.class);
    KafkaSettings kafka =
        new KafkaSettings(
            type,
            settings.number("partitions", 1, 1_000),
            settings.number("retention-hours", 1, 24 * 365),
            type == Type.SERVERLESS ? null : brokers(settings, zones));
    settings.finish();
    return kafka;
  }

  private static Brokers brokers(ContextReader settings, int zones) {
    int number = settings.number("brokers", zones, 30);
    if (number % zones != 0) {
      throw SettingsException.wrong(
          "kafka.brokers", number, "a multiple of the " + zones + " zones");
    }
    return new Brokers(
        settings.text("version", "\\d+\\.\\d+\\.(\\d+|x)", "a version of MSK such as 3.7.x"),
        settings.text("broker", "kafka\\.[a-z0-9.]+", "a broker size such as kafka.m7g.large"),
        number,
        settings.number("storage-gb", 1, 16_384));
  }
}
