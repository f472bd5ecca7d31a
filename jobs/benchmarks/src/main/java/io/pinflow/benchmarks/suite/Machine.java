package io.pinflow.benchmarks.suite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;

/** Where and with which versions is measured. */
final class Machine {

  private Machine() {}

  /** One line: date, cores, JDK, load at this moment. */
  static String line() {
    return String.format(
        Locale.ROOT,
        "%s, %d cores, JDK %s, load average %.1f",
        LocalDate.now(ZoneOffset.UTC),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.version"),
        load());
  }

  /** How many processes wanted to run in the last minute, those of others included. */
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /** Of the build, as "Flink 1.20.0, ...". */
  static String versions() {
    Properties versions = new Properties();
    try (InputStream in = Machine.class.getResourceAsStream("versions.properties")) {
      versions.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    StringBuilder text = new StringBuilder();
    for (String name : new TreeSet<>(versions.stringPropertyNames())) {
      text.append(text.length() == 0 ? "" : ", ").append(name).append(' ');
      text.append(versions.getProperty(name));
    }
    return text.toString();
  }
}
