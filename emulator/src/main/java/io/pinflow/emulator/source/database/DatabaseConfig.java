package io.pinflow.emulator.source.database;

import io.pinflow.emulator.error.EmulatorErrors;
import io.pinflow.schema.RecordKind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where posts are read from.
 *
 * @param url {@code jdbc:mariadb://host:port/database}, {@code jdbc:mysql://...} or the same
 *     without {@code jdbc:}; never with credentials
 * @param tables the table of each kind
 * @param timestamps how timestamps are written
 */
public record DatabaseConfig(
    String url, Map<RecordKind, DatabaseTable> tables, TimestampForm timestamps) {

  private static final Pattern URL =
      Pattern.compile("(?:jdbc:)?(?:mariadb|mysql)://([^/?@]+/[^/?@]+)(\\?.*)?");
  private static final Pattern CREDENTIALS =
      Pattern.compile("@|[?&;](user|username|password|pass)\\d?=", Pattern.CASE_INSENSITIVE);

  /** The tables' names in the original database. */
  private static final Map<RecordKind, DatabaseTable> TABLES =
      Map.of(
          RecordKind.PIN, new DatabaseTable("pinterest_data", "index"),
          RecordKind.GEO, new DatabaseTable("geolocation_data", "ind"),
          RecordKind.USER, new DatabaseTable("user_data", "ind"));

  public DatabaseConfig {
    if (CREDENTIALS.matcher(url).find()) {
      // The URL itself stays out of the message.
      throw EmulatorErrors.invalidSetting(
          "database URL",
          url.substring(0, Math.max(0, url.toLowerCase(Locale.ROOT).indexOf("//"))) + "//...",
          "leave user and password out of it, they come from the environment or a file");
    }
    if (!URL.matcher(url).matches()) {
      throw EmulatorErrors.invalidSetting(
          "database URL", url, "give jdbc:mariadb://host:port/database or jdbc:mysql://...");
    }
    for (RecordKind kind : RecordKind.values()) {
      if (!tables.containsKey(kind)) {
        throw EmulatorErrors.invalidSetting(
            "tables", tables, "name one with " + kind.id() + " records, too");
      }
    }
    tables = Collections.unmodifiableMap(new EnumMap<>(tables));
  }

  /** The tables pinterest_data, geolocation_data and user_data of a database. */
  public static DatabaseConfig of(String url) {
    return new DatabaseConfig(url, TABLES, TimestampForm.SPACE);
  }

  public DatabaseConfig withTable(RecordKind kind, DatabaseTable table) {
    Map<RecordKind, DatabaseTable> changed = new EnumMap<>(tables);
    changed.put(kind, table);
    return new DatabaseConfig(url, changed, timestamps);
  }

  public DatabaseConfig withTimestamps(TimestampForm form) {
    return new DatabaseConfig(url, tables, form);
  }

  /** The URL as the one driver for both kinds of server knows it. */
  String driverUrl() {
    return "jdbc:mariadb://" + url.substring(url.indexOf("//") + 2);
  }

  /** What is read, without credentials. */
  String identity() {
    StringBuilder identity = new StringBuilder("database ").append(address());
    tables.forEach(
        (kind, table) ->
            identity.append(", ").append(table.name()).append(" by ").append(table.key()));
    return identity.append(", timestamps ").append(timestamps).toString();
  }

  /** The server and the database, without the URL's options. */
  String address() {
    Matcher matcher = URL.matcher(url);
    return matcher.matches() ? matcher.group(1) : url;
  }
}
